using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes endpoints that were used before; where there are none, it shows what one looks like.</summary>
internal sealed class EndpointCompleter : Completer
{
    private static readonly Candidate Form = new(
        "<host>:8686", "The host is the console's: Development Configuration > Cloud API. https and port 8686 where unsaid.");

    protected override IEnumerable<Candidate> Find(string start)
    {
        IEnumerable<Candidate> known = SeenValues.Current.Endpoints
            .SelectMany(endpoint => Forms(endpoint, start))
            .Select(static form => new Candidate(form, "used before in this session"))
            .Concat(EnvironmentCandidate.Of("TUYA_IOT_ENDPOINT"));
        return known.DefaultIfEmpty(Form);
    }

    /// <summary>Without https, which is what it is anyway; with it for those who have begun to type it.</summary>
    private static IEnumerable<string> Forms(string endpoint, string start)
    {
        const string Usual = "https://";
        string brief = endpoint.StartsWith(Usual, StringComparison.Ordinal) ? endpoint.Substring(Usual.Length) : endpoint;
        return start.Length == 0 ? [brief] : [brief, endpoint];
    }
}
