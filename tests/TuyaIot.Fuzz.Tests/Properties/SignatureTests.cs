using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Signing;
using TuyaIot.Simulator.Protocol;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Properties;

/// <summary>The simulator, which shares no code with the client, computes the same signature of what it receives, whatever is sent.</summary>
public sealed class SignatureTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Choose(0, 0xFFFF).Select(static code => ((char)code).ToString()),
        Gen.Choose(0x20, 0x7E).Select(static code => ((char)code).ToString()),
        Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)).ArrayOf().Select(string.Concat);

    private static readonly Arbitrary<(string Name, string Value)[]> Parameters = Text.Zip(Text).ArrayOf().ToArbitrary();

    [Fact]
    public void Client_and_simulator_agree_on_any_parameters_and_names() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Parameters, Text.ArrayOf().ToArbitrary(), Gen.Elements(RpcMethod.Get, RpcMethod.Post).ToArbitrary(), static (parameters, deviceNames, method) =>
        {
            // Names that are the same once they are UTF-8 would be one parameter twice.
            RpcParameter[] own =
            [
                .. parameters.Where(static one => one.Name.Length > 0 && !RequestSigner.ReservedNames.Contains(one.Name) && !one.Name.StartsWith("DeviceName", StringComparison.Ordinal))
                    .DistinctBy(static one => AsUtf8(one.Name)).Select(static one => new RpcParameter(AsUtf8(one.Name), one.Value)),
            ];
            using RequestSigner signer = new(new AccessKey("testid", new NetworkCredential("", "s/e+c r").SecurePassword), method, new Uri("https://h/"), [], static () => "n");
            RequestTemplate template = signer.Prepare("InvokeThingsService", own, new ListParameter("DeviceName"));
            using PooledBuffer signed = signer.Sign(new RpcRequest(template, [.. deviceNames.Take(100)]), DateTimeOffset.UnixEpoch);

            KeyValuePair<string, string>[] received =
            [
                .. signed.ToAsciiString().Split('&').Select(static part => part.Split('=')).Select(static part =>
                    new KeyValuePair<string, string>(Uri.UnescapeDataString(part[0]), Uri.UnescapeDataString(part[1]))),
            ];
            string expected = SignatureCheck.Compute(SignatureCheck.CreateKey("s/e+c r"), StringToSign.Build(method.ToString().ToUpperInvariant(), received));
            return SignatureCheck.Matches(expected, received.Single(static one => one.Key == "Signature").Value)
                && own.All(one => received.Contains(new(one.Name, AsUtf8(one.Value))));
        }));

    private static string AsUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
