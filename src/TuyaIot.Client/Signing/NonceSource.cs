using System;
using System.Globalization;
using System.Threading;

namespace TuyaIot.Signing;

/// <summary>
/// Makes SignatureNonces of the documented shape, 32 lower-case hex digits, never the same one twice: half of the digits are
/// drawn once, the other half count up from where they were drawn. They keep a request from being replayed and need not be
/// hard to guess; to ask the system for random bytes each time costs as much as a tenth of the signature.
/// </summary>
internal sealed class NonceSource
{
    private readonly string _drawn;
    private long _counted;

    public NonceSource()
    {
        byte[] random = Guid.NewGuid().ToByteArray();
        _drawn = Hex(BitConverter.ToInt64(random, 0));
        _counted = BitConverter.ToInt64(random, sizeof(long));
    }

    public string Next() => _drawn + Hex(Interlocked.Increment(ref _counted));

    private static string Hex(long value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
