using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Signing;

/// <summary>
/// The user name and the password of a connection that reads messages, as the API that the platform models documents them; the
/// platform's own pages do not show them. The user name says who reads what, and the password is the signature of a part of it.
/// </summary>
/// <remarks>help.aliyun.com/document_detail/142489.html.</remarks>
internal sealed class MessageSignature
{
    public const string DefaultMethod = "hmacsha1";

    private const string StrongMethod = "hmacsha256";

    private MessageSignature(string userName, string password)
    {
        UserName = userName;
        Password = password;
    }

    /// <summary>The methods by the API's names.</summary>
    public static string[] Methods { get; } = [DefaultMethod, StrongMethod];

    public string UserName { get; }

    public string Password { get; }

    /// <summary>A method by its name in any case; null for another text.</summary>
    public static string? Find(string? method) => Methods.FirstOrDefault(name => name.Equals(method?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <param name="key">The AccessKey.</param>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    /// <param name="clientId">The reader's own choice, up to 64 characters, which the console shows.</param>
    /// <param name="groupId">The consumer group.</param>
    /// <param name="instanceId">The instance; null for none.</param>
    /// <param name="securityToken">The token of a temporary key; null for none.</param>
    /// <param name="time">The time of the signature.</param>
    public static MessageSignature Create(
        AccessKey key, string method, string clientId, string groupId, string? instanceId, string? securityToken, DateTimeOffset time)
    {
        string timestamp = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string mode = securityToken is null ? "authMode=aksign" : $"authMode=ststoken,securityToken={securityToken}";
        string userName = $"{clientId}|{mode},signMethod={method},timestamp={timestamp},authId={key.Id},iotInstanceId={instanceId},consumerGroupId={groupId}|";
        string signed = securityToken is null
            ? $"authId={key.Id}&timestamp={timestamp}"
            : $"authId={key.Id}&securityToken={securityToken}&timestamp={timestamp}";

        // Here the key is the secret alone, without the ampersand of a request's signature.
        return new MessageSignature(userName, Sign(key.SigningKey.AsSpan(0, key.SigningKey.Length - 1).ToArray(), method, signed));
    }

    /// <summary>Not the password.</summary>
    public override string ToString() => nameof(MessageSignature);

    private static string Sign(byte[] key, string method, string text)
    {
#pragma warning disable CA5350 // The platform prescribes HMAC-SHA1 where the user does not choose the other one.
        using HMAC hmac = method == StrongMethod ? new HMACSHA256(key) : new HMACSHA1(key);
#pragma warning restore CA5350
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
