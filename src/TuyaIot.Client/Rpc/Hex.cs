namespace TuyaIot.Rpc;

/// <summary>Bytes as hex digits, in the one case or the other.</summary>
internal static class Hex
{
    public static string Lower(byte[] bytes) => Write(bytes, "0123456789abcdef");

    public static string Upper(byte[] bytes) => Write(bytes, "0123456789ABCDEF");

    private static string Write(byte[] bytes, string digits)
    {
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[(2 * i) + 1] = digits[bytes[i] & 15];
        }

        return new string(text);
    }
}
