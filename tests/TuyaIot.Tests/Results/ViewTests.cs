using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Results;

/// <summary>What each type looks like: as a table in 80 columns and as a list, in any culture, with colours and without.</summary>
public sealed class ViewTests(Samples samples) : IClassFixture<Samples>
{
    /// <summary>Some consoles start a new line behind the last column.</summary>
    private const int Columns = 79;

    /// <summary>What a column without a width has at least: room for the longer half of a code.</summary>
    private const int Rest = 12;

    [Fact]
    public void Every_type_that_is_put_out_has_a_table_and_a_list()
    {
        using Shell shell = new();
        string[] types =
        [
            .. shell.Run("(Get-Module TuyaIot).ExportedCmdlets.Values.OutputType.Name").Output.Select(type => $"{type}").Distinct(),
            .. samples.Objects.Select(TypeName).Distinct(),
        ];

        // The engine shows its own types, such as the file that a report is.
        types = [.. types.Where(type => !type.StartsWith("System.", StringComparison.Ordinal))];

        Assert.NotEmpty(types);
        Assert.All(types, type =>
        {
            Assert.Single(FormatFile.TablesOf(type));
            Assert.Single(FormatFile.ListsOf(type));
        });
    }

    [Fact]
    public void Every_table_has_room_for_all_its_columns_in_80()
    {
        Assert.All(FormatFile.Types.SelectMany(FormatFile.TablesOf), table =>
        {
            XElement[] columns = [.. table.Descendants("TableColumnHeader")];
            Assert.InRange(columns.Length - 1 + columns.Sum(column => (int?)column.Element("Width") ?? Rest), 0, Columns);
            Assert.All(columns, column => Assert.InRange(column.Element("Label")!.Value.Length, 1, (int?)column.Element("Width") ?? Rest));
        });
    }

    [Fact]
    public void What_is_shown_fits_into_80_columns()
    {
        foreach (IGrouping<string, PSObject> type in samples.Objects.GroupBy(TypeName))
        {
            TestUserInterface ui = new();
            using Shell screen = new(ui);
            screen["objects"] = type.ToArray();
            Assert.Empty(screen.Run("$objects | Out-Default").Errors);

            string shown = Plain(ui.Screen);
            Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, Columns));
            Assert.All(FormatFile.DefaultOf(type.Key).Descendants("TableColumnHeader"), header => Assert.Contains(header.Element("Label")!.Value, shown));
        }
    }

    [Fact]
    public void No_cell_fails_or_depends_on_the_culture_and_without_a_PSStyle_it_is_the_same_text()
    {
        // Under Windows PowerShell $PSStyle does not exist, and under strict mode to name it is an error.
        const string Cells = """
            Set-StrictMode -Version Latest
            [cultureinfo]::CurrentCulture = $culture
            foreach ($object in $objects) {
                foreach ($script in $scripts) { $object | ForEach-Object ([scriptblock]::Create($script)) | ForEach-Object { "$_" } }
            }
            """;
        using Shell shell = new();
        foreach (IGrouping<string, PSObject> type in samples.Objects.GroupBy(TypeName))
        {
            shell["objects"] = type.ToArray();
            string[] scripts = [.. FormatFile.ScriptsOf(type.Key)];
            Assert.All(scripts, script => Assert.DoesNotContain(" -f ", script));
            string[] invariant = Read(string.Empty, scripts);
            string[] german = Read("de-DE", scripts);
            string[] desktop = Read(string.Empty, [.. scripts.Select(Desktop)]);

            Assert.Equal(invariant, german);
            Assert.Equal(invariant.Select(Plain), desktop);
        }

        string[] Read(string culture, string[] scripts)
        {
            shell["culture"] = culture;
            shell["scripts"] = scripts;
            ShellResult cells = shell.Run($"& {{ {Cells} }}");
            Assert.Empty(cells.Errors);
            return [.. cells.Output.Select(cell => cell.ToString())];
        }

        static string Desktop(string script) =>
            script.Replace("$PSEdition", "'Desktop'", StringComparison.Ordinal).Replace("$PSStyle", "$thereIsNoSuchVariable", StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_is_a_word_and_has_the_users_own_colour()
    {
        using Shell shell = new();
        shell["objects"] = samples.Objects.Where(sample => TypeName(sample).EndsWith("ServiceResult", StringComparison.Ordinal)).ToArray();

        string[] shown = [.. shell.Run("""
            $objects | ForEach-Object { $_ | Out-Default }
            $PSStyle.Foreground.Green + 'Accepted' + $PSStyle.Reset
            $PSStyle.Formatting.Error + 'Rejected' + $PSStyle.Reset
            $PSStyle.Formatting.Warning + 'Unknown' + $PSStyle.Reset
            """).Output.Select(word => word.ToString())];

        Assert.Equal(3, shown.Length);
        Assert.All(shown, word => Assert.Contains(word, shell.UI.Screen));
    }

    /// <summary>The other tests of views see what the samples hold.</summary>
    [Fact]
    public void Every_type_that_has_a_view_is_among_the_samples() =>
        Assert.Empty(FormatFile.Types.Except(samples.Objects.Select(TypeName)));

    [Fact]
    public void No_view_shows_a_secret()
    {
        foreach (IGrouping<string, PSObject> type in samples.Objects.GroupBy(TypeName))
        {
            string[] secrets =
            [
                .. type.Select(static one => one.Properties["DeviceSecret"]?.Value).OfType<SecureString>()
                    .Select(static secret => new NetworkCredential(string.Empty, secret).Password),
            ];
            TestUserInterface ui = new();
            using Shell screen = new(ui);
            screen["objects"] = type.ToArray();
            screen.Run("$objects | Out-Default");
            Assert.NotEmpty(ui.Screen);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, ui.Screen));
            Assert.All(FormatFile.ListsOf(type.Key).Descendants("PropertyName"), property => Assert.DoesNotContain("Secret", property.Value));
        }
    }

    private static string TypeName(PSObject sample) => sample.BaseObject.GetType().FullName!;

    private static string Plain(string text) => Regex.Replace(text, "\u001b\\[[0-9;]*m", string.Empty);
}
