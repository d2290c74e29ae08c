using System;
using System.IO;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;

namespace TuyaIot.Pipeline;

/// <summary>The base of cmdlets that send a message to devices: a text, bytes or a file, which is encoded for the API here.</summary>
public abstract class MessageCommand : DeviceRunCommand
{
    private MessageContent? _ofCommandLine;

    /// <summary>The message as a text, which is sent as UTF-8.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NoTable(Hint = "Write a table with ConvertTo-Json, and join lines with -join.")]
    [AllowNull]
    [AllowEmptyString]
    public virtual string? Message { get; set; }

    /// <summary>The message as bytes.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public virtual byte[]? Bytes { get; set; }

    /// <summary>A file whose bytes are the message. Wildcards have no meaning.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public virtual string? Path { get; set; }

    private string[] GivenForms => Array.FindAll([nameof(Message), nameof(Bytes), nameof(Path)], IsFromCommandLine);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _ofCommandLine = ReadCommandLine();
            if (!MyInvocation.ExpectingInput)
            {
                RequireContent(_ofCommandLine);
            }
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }

        base.BeginProcessing();
    }

    /// <summary>The message for the devices of the current record; null where there is none.</summary>
    /// <exception cref="IotArgumentException">It is too long, or there is more than one.</exception>
    private protected MessageContent? CurrentContent()
    {
        string? text = IsFromCommandLine(nameof(Message)) || string.IsNullOrEmpty(Message) ? null : Message;
        byte[]? bytes = IsFromCommandLine(nameof(Bytes)) || Bytes is not { Length: > 0 } ? null : Bytes;
        if (_ofCommandLine is null)
        {
            return text is not null && bytes is not null ? throw Several(InputObject)
                : text is not null ? MessageContent.From(text)
                : bytes is not null ? MessageContent.From(bytes)
                : null;
        }

        // A result yields to the command line: it is piped on to send another message.
        return (text is null && bytes is null) || InputObject is null || RowReader.IsResult(InputObject) ? _ofCommandLine : throw Several(InputObject);
    }

    /// <exception cref="IotArgumentException">There is no message.</exception>
    private protected static void RequireContent(MessageContent? content)
    {
        if (content is null)
        {
            throw NoMessage();
        }
    }

    private static IotArgumentException NoMessage() => new(
        "NoMessage",
        null,
        "No message: neither the command line nor the row has one.",
        "Give -Message, -Bytes or -Path, or a column Message. An empty message cannot be sent.");

    private protected override string ParameterOf(string apiParameter) =>
        apiParameter is "MessageContent" or "RequestBase64Byte" ? (GivenForms is [string form, ..] ? form : nameof(Message)) : apiParameter;

    private static IotArgumentException Several(object? target) => new(
        "InvalidMessage", target, "There is more than one message.", "Give one of Message, Bytes and Path, on the command line or in the row.");

    private MessageContent? ReadCommandLine()
    {
        switch (Array.FindAll([nameof(Message), nameof(Bytes), nameof(Path)], MyInvocation.BoundParameters.ContainsKey))
        {
            case []:
                return null;
            case [nameof(Path)]:
                byte[] read = ReadFile(Path!);
                return read.Length == 0 ? throw NoMessage() : MessageContent.From(read);
            case [nameof(Bytes)]:
                return Bytes is { Length: > 0 } bytes ? MessageContent.From(bytes) : throw NoMessage();
            case [nameof(Message)]:
                return string.IsNullOrEmpty(Message) ? throw NoMessage() : MessageContent.From(Message!);
            default:
                throw Several(Message);
        }
    }

    private byte[] ReadFile(string path)
    {
        string full = FilePath.Resolve(this, path);
        try
        {
            FileInfo file = new(full);
            return file.Length > MessageContent.MaxLength ? throw MessageContent.TooLong(path, file.Length) : File.ReadAllBytes(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IotArgumentException("PathNotFound", path, $"'{path}' cannot be read: {exception.Message.TrimEnd('.')}.", "Check the path and its permissions.");
        }
    }
}
