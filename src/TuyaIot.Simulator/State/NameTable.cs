using System;
using System.Collections.Generic;
using System.Text;

namespace TuyaIot.Simulator.State;

/// <summary>
/// Numbers names from 0. Names are kept as bytes in large blocks rather than as strings, so that an open simulator can count
/// every device of a fleet of a million.
/// </summary>
internal sealed class NameTable
{
    private const int BlockSize = 64 * 1024;

    private readonly List<byte[]> _blocks = [];
    private int _blockLength = BlockSize;
    private byte[] _name = new byte[256];
    private int[] _starts = new int[16];
    private int[] _slots = new int[32];

    internal int Count { get; private set; }

    internal string this[int number]
    {
        get
        {
            byte[] block = _blocks[_starts[number] / BlockSize];
            int start = _starts[number] % BlockSize;
            return Encoding.UTF8.GetString(block, start + 2, LengthAt(block, start));
        }
    }

    /// <summary>The number of the name, or -1.</summary>
    internal int Find(string name) => _slots[FindSlot(Encode(name))] - 1;

    /// <summary>The number of the name. A new name is added.</summary>
    internal int Add(string name)
    {
        int length = Encode(name);
        int slot = FindSlot(length);
        if (_slots[slot] == 0)
        {
            Append(length);
            _slots[slot] = ++Count;
            if (Count * 2 > _slots.Length)
            {
                Rehash();
            }

            return Count - 1;
        }

        return _slots[slot] - 1;
    }

    private int Encode(string name)
    {
        int maxLength = Encoding.UTF8.GetMaxByteCount(name.Length);
        if (maxLength > _name.Length)
        {
            _name = new byte[maxLength];
        }

        return Encoding.UTF8.GetBytes(name, 0, name.Length, _name, 0);
    }

    private void Append(int length)
    {
        if (_blockLength + 2 + length > BlockSize)
        {
            _blocks.Add(new byte[BlockSize]);
            _blockLength = 0;
        }

        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Count * 2);
        }

        byte[] block = _blocks[_blocks.Count - 1];
        _starts[Count] = ((_blocks.Count - 1) * BlockSize) + _blockLength;
        block[_blockLength] = (byte)(length >> 8);
        block[_blockLength + 1] = (byte)length;
        Buffer.BlockCopy(_name, 0, block, _blockLength + 2, length);
        _blockLength += 2 + length;
    }

    /// <summary>The slot of the encoded name, or the empty slot for it.</summary>
    private int FindSlot(int length)
    {
        int slot = SlotOf(_name, 0, length);
        while (_slots[slot] != 0 && !IsAt(_starts[_slots[slot] - 1], length))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    private bool IsAt(int position, int length)
    {
        byte[] block = _blocks[position / BlockSize];
        int start = position % BlockSize;
        if (LengthAt(block, start) != length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (block[start + 2 + i] != _name[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        for (int number = 0; number < Count; number++)
        {
            byte[] block = _blocks[_starts[number] / BlockSize];
            int start = _starts[number] % BlockSize;
            int slot = SlotOf(block, start + 2, LengthAt(block, start));
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }

    private int SlotOf(byte[] bytes, int start, int length)
    {
        // FNV-1a; its high bits are folded in, because names differ mostly in their last digits.
        uint hash = 2_166_136_261;
        for (int i = start; i < start + length; i++)
        {
            hash = unchecked((hash ^ bytes[i]) * 16_777_619);
        }

        return (int)((hash ^ (hash >> 15)) & (uint)(_slots.Length - 1));
    }

    private static int LengthAt(byte[] block, int start) => (block[start] << 8) | block[start + 1];
}
