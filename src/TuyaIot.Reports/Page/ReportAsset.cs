using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Reports.Page;

/// <summary>The style and the script of the page, which are files of their own in the source.</summary>
internal static class ReportAsset
{
    public static string Style => Read("report.css");

    public static string Script => Read("report.js");

    /// <summary>What a policy allows the content by.</summary>
    public static string HashOf(string content)
    {
        using SHA256 sha256 = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(content)));
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(ReportAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream, Encoding.UTF8);

        // A clone may have other line ends; a browser reads these, which would be another hash.
        StringBuilder text = new("\n");
        while (reader.ReadLine() is string line)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
