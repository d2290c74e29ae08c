using System;
using System.IO;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>An error says which journal, what is wrong with it, and what to do.</summary>
public sealed class JournalErrorTests : IDisposable
{
    private const string Damage =
        "Check the path. A journal is written by -JournalPath and must not be edited. Where a disk damaged it, restore it; a new path begins a new one, which knows of no device.";

    private const string Update = "Update the module on this machine, or give another journal.";

    private const string NotWritable =
        "Free space on its disk or mend its permissions, then run the same command with the same journal: what was accepted is not sent again.";

    private const string At = "\"at\":\"2024-11-19T10:15:00+00:00\"";

    private readonly JournalFolder _folder = new();
    private readonly TestTime _time = new();

    [Fact]
    public void No_journal_at_all() => AssertDamaged("hello\n", "Line 1 of '(path)' is no line of a journal: no journal begins with it.");

    [Fact]
    public void A_line_that_was_changed()
    {
        _folder.Run(static journal => journal.Send(1, "a"));

        AssertDamaged(_folder.Text.Replace("\"a\"", "\"b\""), "Line 2 of '(path)' is no line of a journal: its checksum does not fit.");
    }

    [Fact]
    public void A_last_line_whose_line_break_was_changed()
    {
        _folder.Run(static journal => journal.Send(1, "a"));

        AssertDamaged(_folder.Text.TrimEnd('\n') + " ", "Line 2 of '(path)' is no line of a journal: its checksum does not fit.");
    }

    [Fact]
    public void A_line_that_no_version_writes()
    {
        _folder.Run(static _ => { });

        AssertDamaged(
            _folder.Text + JournalSample.Seal("{\"type\":\"end\"}"), "Line 2 of '(path)' is no line of a journal: its checksum fits, its content does not.");
    }

    [Fact]
    public void A_journal_without_its_first_line() =>
        AssertDamaged(FirstRun(",\"tornBytes\":1"), "Line 1 of '(path)' is no line of a journal: a line in front of it is missing.");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_later_version(bool isSound)
    {
        string line = FirstRun("").Replace("\"version\":1", "\"version\":12");
        _folder.Text = isSound ? JournalSample.Seal(line.Substring(0, line.IndexOf(",\"crc\"", StringComparison.Ordinal)) + "}") : line;

        AssertError(
            "JournalVersionNotSupported", "The journal '(path)' has format 12; this version of TuyaIot reads format 1.", Update, () => JournalSummary.Read(_folder.Path));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("\"2\"")]
    [InlineData("2.5")]
    [InlineData("20000000000")]
    [InlineData("x")]
    public void A_first_line_that_is_damaged_is_of_no_later_version(string version) => AssertDamaged(
        FirstRun("").Replace("\"version\":1", "\"version\":" + version).Replace("\"number\":1", "\"number\":2"),
        "Line 1 of '(path)' is no line of a journal: its checksum does not fit.");

    [Fact]
    public void The_first_version()
    {
        _folder.Text = "{\"run\":1,\"at\":\"2024";

        AssertError(
            "JournalVersionNotSupported",
            "The journal '(path)' was written by version 0.1.0 of TuyaIot, whose format this version does not read.",
            "Finish its run with version 0.1.0, or begin a new journal with the devices that Get-IotJournal of that version does not name as accepted.",
            () => _folder.Open());
    }

    [Fact]
    public void Another_command()
    {
        _folder.Run(static _ => { });

        AssertError(
            "JournalOfAnotherCommand",
            "The journal '(path)' belongs to another command: its action is InvokeThingsService, not X.",
            "Give the command that it was begun with, or a new path.",
            () => _folder.Open(JournalSample.Command with { Action = "X" }));
    }

    [Fact]
    public void A_run_that_has_it_open()
    {
        using Journal journal = _folder.Open();

        AssertError(
            "JournalInUse",
            "Another run is using the journal '(path)'.",
            "Wait until it has ended, or give this run a journal of its own. A program that keeps the file open, such as Get-Content -Wait, can be in the way too.",
            () => _folder.Open());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_journal_to_record_in(bool isThere)
    {
        if (isThere)
        {
            _folder.Text = "";
        }

        AssertError(
            "JournalNotFound",
            "There is no journal '(path)'.",
            "Check the path. A journal is written by -JournalPath of the command that is sent.",
            () => Journal.OpenToRecord(_folder.Path, _time));
        Assert.Equal(isThere, File.Exists(_folder.Path));
    }

    [Fact]
    public void No_journal_to_read()
    {
        Exception inner = AssertError(
            "JournalNotFound", "The journal '(path)' cannot be read: (inner)", "Check the path.", () => JournalSummary.Read(_folder.Path)).InnerException!;

        Assert.IsType<FileNotFoundException>(inner);
    }

    [Theory]
    [InlineData(typeof(UnauthorizedAccessException), ".")]
    [InlineData(typeof(ArgumentException), "a\0b")]
    [InlineData(typeof(ArgumentException), "")]
    public void A_path_that_is_no_file_to_read(Type inner, string path)
    {
        JournalException exception = Assert.Throws<JournalException>(() => JournalSummary.Read(path));

        Assert.Equal(("JournalNotFound", path), (exception.ErrorId, exception.Path));
        Assert.IsAssignableFrom(inner, exception.InnerException);
    }

    [Fact]
    public void A_journal_that_another_program_has_locked()
    {
        _folder.Run(static _ => { });
        using FileStream locked = new(_folder.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        JournalException exception = Assert.Throws<JournalException>(() => JournalSummary.Read(_folder.Path));

        Assert.Equal(("JournalNotFound", $"The journal '{_folder.Path}' cannot be read: Another program has it locked."), (exception.ErrorId, exception.Message));
        Assert.Equal("JournalInUse", Assert.Throws<JournalException>(() => _folder.Open()).ErrorId);
    }

    [Fact]
    public void A_journal_that_is_closed()
    {
        Journal journal = _folder.Open();
        Assert.True(journal.IsOpen);
        journal.Dispose();

        Assert.False(journal.IsOpen);
        AssertError("JournalNotWritable", "The journal '(path)' cannot be written.", NotWritable, journal.End);
    }

    [Theory]
    [InlineData("Disk full.", ": Disk full")]
    [InlineData(null, ": it has reached the largest size that a file may have here")]
    public void A_file_that_takes_no_line(string? message, string reason)
    {
        Exception fault = message is null ? new ArgumentOutOfRangeException(nameof(message)) : new IOException(message);
        using Journal journal = new(_folder.Path, new FullFile(fault), new DeviceLedger(), _time);

        JournalException exception = AssertError(
            "JournalNotWritable", $"The journal '(path)' cannot be written{reason}.", NotWritable, () => journal.Send(1, "a"));

        Assert.Same(fault, exception.InnerException);
    }

    [Theory]
    [InlineData("/dev/null", "It keeps nothing of what is written")]
    [InlineData("/dev/zero", "It is a pipe or a device, not a file")]
    public void A_file_that_keeps_nothing(string path, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "These are Linux's.");
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, "Mono gives no device a position.");

        JournalException exception = Assert.Throws<JournalException>(() => Journal.Open(path, JournalSample.Command, _time));
        Assert.Equal($"The journal '{path}' cannot be written: {reason}.", exception.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static string FirstRun(string more) => JournalSample.Seal(
        "{\"type\":\"run\",\"version\":1," + At + ",\"number\":1,\"command\":{\"endpoint\":\"https://a/\",\"action\":\"a\",\"parameters\":{}}" + more + "}");

    private void AssertDamaged(string text, string message)
    {
        _folder.Text = text;
        AssertError("JournalDamaged", message, Damage, () => JournalSummary.Read(_folder.Path));
    }

    private JournalException AssertError(string errorId, string message, string action, Action use)
    {
        JournalException exception = Assert.Throws<JournalException>(use);
        string expected = message.Replace("(path)", _folder.Path).Replace("(inner)", exception.InnerException?.Message);
        Assert.Equal((errorId, _folder.Path, expected, action), (exception.ErrorId, exception.Path, exception.Message, exception.RecommendedAction));
        return exception;
    }

    /// <summary>A file that cannot grow.</summary>
    private sealed class FullFile(Exception fault) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw fault;
    }
}
