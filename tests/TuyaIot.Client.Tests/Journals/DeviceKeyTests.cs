using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Journals;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Two commands for two devices that had one key would be one command for one device, and the other would be lost.</summary>
public sealed class DeviceKeyTests
{
    /// <summary>Few characters, among them all that a key's text is put together with, so that texts come close to one another.</summary>
    private static readonly Gen<string> Texts =
        Gen.Elements('a', '1', '2', ':', '\n').ArrayOf().Resize(6).Select(static characters => new string(characters));

    private static readonly Arbitrary<(RpcParameter[] Told, string Name)> Devices =
        Texts.Zip(Texts, static (name, value) => new RpcParameter(name, value)).ArrayOf().Resize(4)
            .Zip(Texts, static (told, name) => (told, name))
            .ToArbitrary();

    [Fact]
    public void What_a_key_is_made_of_can_be_read_back_so_that_no_two_devices_share_it() =>
        Prop.ForAll(Devices, static device =>
        {
            (RpcParameter[] told, string name) = Read(DeviceKey.Describe(device.Told) + device.Name);
            return told.SequenceEqual(device.Told) && name == device.Name;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Two_devices_have_two_keys_and_one_has_one() =>
        Prop.ForAll(Devices, Devices, static (one, other) =>
            (one.Told.SequenceEqual(other.Told) && one.Name == other.Name) == (Key(one) == Key(other)) && Key(one) == Key(one))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData("{}", "device1", "{}", "device2")]
    [InlineData("{}", "device1", "{}", "Device1")]
    [InlineData("{}", "device1", "[]", "device1")]
    [InlineData("{\"a\":10}", "device1", "{\"a\":10.0}", "device1")]
    [InlineData("{\"a\":1}", "2", "{\"a\":1}2", "")]
    public void What_is_told_and_who_is_told_both_count(string args, string name, string otherArgs, string otherName) =>
        Assert.NotEqual(DeviceKey.Create(DeviceKey.CreatePrefix(JournalSample.Told(args)), name), DeviceKey.Create(DeviceKey.CreatePrefix(JournalSample.Told(otherArgs)), otherName));

    [Theory]
    [InlineData("{}", "{ }")]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")]
    public void Objects_that_mean_the_same_make_one_key(string args, string otherArgs) => Assert.Equal(
        DeviceKey.Create(DeviceKey.CreatePrefix(JournalSample.Told(args)), "device1"),
        DeviceKey.Create(DeviceKey.CreatePrefix(JournalSample.Told(otherArgs)), "device1"));

    [Fact]
    public void Many_devices_have_as_many_keys()
    {
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(JournalSample.Parameters);
        HashSet<DeviceKey> keys = [];
        for (int number = 0; number < 100_000; number++)
        {
            keys.Add(DeviceKey.Create(prefix, $"device{number}"));
        }

        Assert.Equal(100_000, keys.Count);
    }

    private static DeviceKey Key((RpcParameter[] Told, string Name) device) => DeviceKey.Create(DeviceKey.CreatePrefix(device.Told), device.Name);

    /// <summary>Undoes <see cref="DeviceKey.Describe"/>: only what was told apart can be.</summary>
    private static (RpcParameter[] Told, string Name) Read(string text)
    {
        int position = 0;
        RpcParameter[] told = new RpcParameter[ReadNumber('\n')];
        for (int i = 0; i < told.Length; i++)
        {
            told[i] = new RpcParameter(ReadText(), ReadText());
        }

        return (told, text[position..]);

        string ReadText()
        {
            int length = ReadNumber(':');
            position += length;
            return text[(position - length)..position];
        }

        int ReadNumber(char behind)
        {
            int end = text.IndexOf(behind, position);
            int number = int.Parse(text[position..end], CultureInfo.InvariantCulture);
            position = end + 1;
            return number;
        }
    }
}
