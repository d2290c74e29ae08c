using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using TuyaIot.Journals;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A folder for the journal of one test.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal");

    public string Path => System.IO.Path.Combine(_folder.FullName, "run.jsonl");

    public byte[] Bytes
    {
        get => ReadWhileOpen();
        set => File.WriteAllBytes(Path, value);
    }

    public string Text
    {
        get => Encoding.UTF8.GetString(Bytes);
        set => Bytes = Encoding.UTF8.GetBytes(value);
    }

    public IReadOnlyList<string> Lines => [.. Text.Split('\n').SkipLast(1)];

    public Journal Open(JournalCommand? command = null, TimeProvider? time = null, long? expected = null) =>
        Journal.Open(Path, command ?? JournalSample.Command, time ?? TimeProvider.System, expected);

    /// <summary>Writes a run and leaves it as a killed process would.</summary>
    public void Run(Action<Journal> run)
    {
        using Journal journal = Open();
        run(journal);
    }

    /// <summary>What the next run would find for some devices.</summary>
    public DeviceOutcome?[] Find(params string[] deviceNames)
    {
        using Journal journal = Open();
        return [.. deviceNames.Select(name => journal.Find(JournalSample.Parameters, name))];
    }

    /// <summary>Another path that leads to the journal.</summary>
    /// <param name="kind">What ln is told of the kind of the link: -s for a symbolic one, nothing for a hard one.</param>
    public string Link(string kind)
    {
        string link = System.IO.Path.Combine(_folder.FullName, "latest.jsonl");
        Process.Start("ln", $"{kind} {Path} {link}").WaitForExit();
        return link;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private byte[] ReadWhileOpen()
    {
        using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
