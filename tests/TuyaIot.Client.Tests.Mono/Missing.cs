using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

// What the tests use of .NET, .NET Framework has not, and Polyfill does not bring: each as .NET has it, under the name that it has there.
#pragma warning disable IDE0130

namespace System
{
    internal static class MissingFromSystem
    {
        internal static string Replace(this string text, string oldValue, string newValue, StringComparison comparison) => comparison is StringComparison.Ordinal
            ? text.Replace(oldValue, newValue)
            : throw new NotSupportedException();

        extension(DateTimeOffset)
        {
            internal static DateTimeOffset UnixEpoch => DateTimeOffset.FromUnixTimeSeconds(0);
        }

        extension(Environment)
        {
            internal static bool IsPrivilegedProcess => Environment.UserName == "root";
        }
    }
}

namespace System.Collections.Generic
{
    internal sealed class ReferenceEqualityComparer : IEqualityComparer<object?>
    {
        internal static ReferenceEqualityComparer Instance { get; } = new();

        bool IEqualityComparer<object?>.Equals(object? x, object? y) => ReferenceEquals(x, y);

        int IEqualityComparer<object?>.GetHashCode(object? value) => RuntimeHelpers.GetHashCode(value);
    }
}

namespace System.Net.Http
{
    internal static class MissingFromHttp
    {
        extension(HttpClient)
        {
            internal static IWebProxy DefaultProxy
            {
                get => WebRequest.DefaultWebProxy;
                set => WebRequest.DefaultWebProxy = value;
            }
        }
    }
}

namespace System.Net.Security
{
    internal sealed class SslClientAuthenticationOptions
    {
        internal string TargetHost { get; set; } = string.Empty;

        internal SslProtocols EnabledSslProtocols { get; set; }
    }

    internal static class MissingFromSecurity
    {
        internal static Task AuthenticateAsClientAsync(this SslStream stream, SslClientAuthenticationOptions options) =>
            stream.AuthenticateAsClientAsync(options.TargetHost, null, options.EnabledSslProtocols, checkCertificateRevocation: false);
    }
}

namespace System.Net.Sockets
{
    internal static class MissingFromSockets
    {
        internal static void Listen(this Socket socket) => socket.Listen(512);

        internal static Task<int> ReceiveAsync(this Socket socket, byte[] buffer, SocketFlags flags) =>
            Task<int>.Factory.FromAsync((done, state) => socket.BeginReceive(buffer, 0, buffer.Length, flags, done, state), socket.EndReceive, null);

        internal static Task<int> SendAsync(this Socket socket, byte[] buffer, SocketFlags flags) =>
            Task<int>.Factory.FromAsync((done, state) => socket.BeginSend(buffer, 0, buffer.Length, flags, done, state), socket.EndSend, null);
    }
}

namespace System.Security.Cryptography
{
    internal static class MissingFromCryptography
    {
        extension(HMACSHA1)
        {
            internal static byte[] HashData(byte[] key, byte[] source)
            {
                using HMACSHA1 hmac = new(key);
                return hmac.ComputeHash(source);
            }
        }
    }
}

namespace System.Security.Cryptography.X509Certificates
{
    internal static class MissingFromCertificates
    {
        internal static string GetCertHashString(this X509Certificate2 certificate, HashAlgorithmName algorithm)
        {
            using HashAlgorithm hash = HashAlgorithm.Create(algorithm.Name)!;
            return BitConverter.ToString(hash.ComputeHash(certificate.RawData)).Replace("-", string.Empty);
        }
    }

    internal static class X509CertificateLoader
    {
        internal static X509Certificate2 LoadPkcs12(byte[] data, string? password) => new(data, password);
    }
}
