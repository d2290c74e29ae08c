using System.Text;

namespace TuyaIot.Signing;

/// <summary>A piece of the query that many requests share, encoded once for all of them.</summary>
/// <param name="InQuery">Its bytes in the canonicalized query.</param>
/// <param name="InStringToSign">Its bytes in the string to sign, where the query is percent-encoded once more.</param>
internal sealed record EncodedText(byte[] InQuery, byte[] InStringToSign)
{
    public static EncodedText From(string query) =>
        new(Encoding.ASCII.GetBytes(query), Encoding.ASCII.GetBytes(PercentEncoding.Encode(query)));
}
