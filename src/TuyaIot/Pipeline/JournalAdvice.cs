namespace TuyaIot.Pipeline;

/// <summary>What a journal says of a device that comes down the pipeline.</summary>
internal enum JournalAdvice
{
    /// <summary>It has not been told, for certain.</summary>
    Send,

    /// <summary>It may have been told, and the user wants it sent again.</summary>
    SendAgain,

    /// <summary>It has been told, or may have been.</summary>
    Leave,
}
