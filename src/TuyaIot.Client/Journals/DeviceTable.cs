using System;

namespace TuyaIot.Journals;

/// <summary>
/// Device keys with one byte each, in open addressing: between 19 and 32 bytes a device, where a dictionary takes 50. It is cut into
/// shards that grow each for itself, so that growing never holds a second copy of the whole.
/// </summary>
internal sealed class DeviceTable
{
    private const int ShardCount = 256;

    private readonly Shard[] _shards = new Shard[ShardCount];

    /// <summary>The byte of a key; a reference to 0, to be set, where the key is new.</summary>
    public ref byte GetOrAdd(DeviceKey key) => ref ShardOf(key).GetOrAdd(key);

    /// <summary>The byte of a key; 0 where it is not there.</summary>
    public byte Find(DeviceKey key) => ShardOf(key).Find(key);

    /// <summary>Changes each byte that is set.</summary>
    public void Update(Func<byte, byte> change)
    {
        foreach (Shard shard in _shards)
        {
            shard.Update(change);
        }
    }

    // The slot within a shard comes from the other half of the key.
    private ref Shard ShardOf(DeviceKey key) => ref _shards[(int)(key.High % ShardCount)];

    private struct Shard
    {
        private const int MinCapacity = 16;

        /// <summary>Fuller, and a search takes too many steps.</summary>
        private const double MaxLoad = 0.8;

        private DeviceKey[]? _keys;
        private byte[]? _values;
        private int _count;

        public ref byte GetOrAdd(DeviceKey key)
        {
            if (_keys is null || _count >= _keys.Length * MaxLoad)
            {
                Grow();
            }

            int slot = SlotOf(key);
            if (_values![slot] == 0)
            {
                _keys![slot] = key;
                _count++;
            }

            return ref _values[slot];
        }

        public readonly byte Find(DeviceKey key) => _values is null ? (byte)0 : _values[SlotOf(key)];

        public readonly void Update(Func<byte, byte> change)
        {
            for (int slot = 0; slot < (_values?.Length ?? 0); slot++)
            {
                if (_values![slot] != 0)
                {
                    _values[slot] = change(_values[slot]);
                }
            }
        }

        private void Grow()
        {
            DeviceKey[] keys = _keys ?? [];
            byte[] values = _values ?? [];
            int capacity = Math.Max(MinCapacity, keys.Length + (keys.Length / 2));
            _keys = new DeviceKey[capacity];
            _values = new byte[capacity];
            for (int slot = 0; slot < keys.Length; slot++)
            {
                if (values[slot] != 0)
                {
                    int target = SlotOf(keys[slot]);
                    _keys[target] = keys[slot];
                    _values[target] = values[slot];
                }
            }
        }

        /// <summary>Where the key is, or where it belongs.</summary>
        private readonly int SlotOf(DeviceKey key)
        {
            int slot = (int)(key.Low % (ulong)_keys!.Length);
            while (_values![slot] != 0 && _keys[slot] != key)
            {
                slot = slot + 1 == _keys.Length ? 0 : slot + 1;
            }

            return slot;
        }
    }
}
