using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using TuyaIot.Tests.Support;

namespace TuyaIot.Tests.Results;

/// <summary>The views of the module, as the file says them.</summary>
internal static class FormatFile
{
    private static readonly XElement Root = XElement.Load(Path.Combine(Repository.Root, "TuyaIot.Format.ps1xml"));

    internal static IEnumerable<XElement> TablesOf(string type) => ViewsOf(type).Descendants("TableControl");

    internal static IEnumerable<XElement> ListsOf(string type) => ViewsOf(type).Descendants("ListControl");

    /// <summary>What the engine takes where nobody asks for a table or a list.</summary>
    internal static XElement DefaultOf(string type) => ViewsOf(type).First();

    internal static IEnumerable<string> Types => Root.Descendants("TypeName").Select(type => type.Value).Distinct();

    /// <summary>The scripts that make the cells of a type, and those that decide whether a line of its list is shown.</summary>
    internal static IEnumerable<string> ScriptsOf(string type) => ViewsOf(type).Descendants("ScriptBlock").Select(script => script.Value);

    private static IEnumerable<XElement> ViewsOf(string type) =>
        Root.Descendants("View").Where(view => view.Descendants("TypeName").Any(name => name.Value == type));
}
