using System.Text;

namespace TuyaIot.Signing;

/// <summary>Text that many requests share, encoded once for all of them.</summary>
/// <param name="InQuery">As it stands in the canonicalized query.</param>
/// <param name="InStringToSign">As it stands in the string to sign, where the query is percent-encoded once more.</param>
internal sealed record EncodedText(byte[] InQuery, byte[] InStringToSign)
{
    /// <param name="query">A piece of a canonicalized query.</param>
    public static EncodedText Of(string query) => new(Encoding.ASCII.GetBytes(query), Encoding.ASCII.GetBytes(PercentEncoding.Encode(query)));
}
