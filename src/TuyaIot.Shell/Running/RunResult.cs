using System;

namespace TuyaIot.Shell.Running;

/// <summary>How a statement ended: <paramref name="Error"/> is what ended it early, if anything did.</summary>
internal sealed record RunResult(bool Interrupted, Exception? Error);
