using System;
using System.Linq;
using System.Reflection;
using TuyaIot.Client.Tests.Support;
using Xunit;

namespace TuyaIot.Client.Tests.Rules;

/// <summary>What the rooms of the client may know of each other.</summary>
public sealed class LayerTests
{
    [Fact]
    public void The_client_knows_no_PowerShell()
    {
        AssemblyName[] references = typeof(IotClient).Assembly.GetReferencedAssemblies();

        Assert.Contains(references, static reference => reference.Name == "System.Net.Http");
        Assert.DoesNotContain(references, static reference => reference.Name == "System.Management.Automation");
        AssertNowhere("", "System.Management.Automation");
    }

    [Theory]
    [InlineData("Signing", "TuyaIot.Delivery")]
    [InlineData("Transport", "TuyaIot.Delivery")]
    [InlineData("Replies", "TuyaIot.Delivery")]
    [InlineData("Replies", "TuyaIot.Transport")]
    [InlineData("Replies", "TuyaIot.Signing")]
    [InlineData("Signing", "TuyaIot.Transport")]
    [InlineData("Signing", "TuyaIot.Replies")]
    [InlineData("Compatibility", "TuyaIot.Signing")]
    [InlineData("Compatibility", "TuyaIot.Replies")]
    [InlineData("Delivery", "TuyaIot.Api")]
    [InlineData("Connection", "TuyaIot.Api")]
    public void A_room_does_not_look_up(string room, string above)
    {
        Assert.NotEmpty(SourceText.Of(room));
        AssertNowhere(room, above);
        AssertNowhere(room, $"using {above["TuyaIot.".Length..]}.");
    }

    [Fact]
    public void The_two_runtimes_differ_in_one_file_only() => Assert.Equal(
        ["Compatibility/RuntimeCompat.cs"],
        SourceText.Of().Where(static file => file.Text.Contains("#if", StringComparison.Ordinal)).Select(static file => file.Path));

    /// <summary>.NET Framework leaves ! * ' ( ) as they are, which breaks signatures there and nowhere else.</summary>
    [Theory]
    [InlineData("EscapeDataString(")]
    [InlineData("UrlEncode(")]
    public void The_frameworks_own_encoders_are_not_used(string call) => AssertNowhere("", call);

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("Thread.Sleep")]
    public void Time_comes_from_outside(string call) => AssertNowhere("", call);

    private static void AssertNowhere(string folder, string text) => Assert.DoesNotContain(
        SourceText.Of(folder), file => file.Text.Contains(text, StringComparison.Ordinal));
}
