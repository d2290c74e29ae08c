using System;
using System.Collections.Generic;
using System.Text;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads application/x-www-form-urlencoded text of a query or a body into names and values in their order.</summary>
internal static class FormReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Adds the parameters of <paramref name="form"/>. False if an escape is broken or the bytes are not UTF-8.</summary>
    internal static bool TryRead(string form, List<KeyValuePair<string, string>> parameters)
    {
        try
        {
            for (int start = 0; start < form.Length;)
            {
                int end = form.IndexOf('&', start);
                end = end < 0 ? form.Length : end;
                if (end > start)
                {
                    int equals = form.IndexOf('=', start, end - start);
                    int nameEnd = equals < 0 ? end : equals;
                    parameters.Add(new(Decode(form, start, nameEnd), equals < 0 ? "" : Decode(form, equals + 1, end)));
                }

                start = end + 1;
            }

            return true;
        }
        catch (Exception broken) when (broken is FormatException or DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Decode(string form, int start, int end)
    {
        int plain = start;
        while (plain < end && form[plain] is not ('%' or '+') and < (char)0x80)
        {
            plain++;
        }

        if (plain == end)
        {
            return form.Substring(start, end - start);
        }

        byte[] bytes = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++)
        {
            bytes[length++] = form[i] switch
            {
                '+' => (byte)' ',
                '%' when i + 2 < end => (byte)((Hex(form[++i]) << 4) | Hex(form[++i])),
                '%' => throw new FormatException(),
                char other => (byte)other,
            };
        }

        return Utf8.GetString(bytes, 0, length);
    }

    private static int Hex(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => throw new FormatException(),
    };
}
