using System;
using System.IO;
using System.Linq;

namespace TuyaIot.Benchmarks.Runs;

/// <summary>A file of device names, a line each, for as long as it is needed.</summary>
internal sealed class NameFile : IDisposable
{
    public NameFile(int count) => File.WriteAllLines(Path, Enumerable.Range(1, count).Select(static i => $"device-{i}"));

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
