using TuyaIot.Api;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>How many properties a call of the actions of desired properties takes.</summary>
internal static class DesiredLimit
{
    /// <exception cref="IotArgumentException">There are more.</exception>
    public static void Check(int count, object? given)
    {
        if (count > SetDeviceDesiredProperty.MaxCount)
        {
            throw new IotArgumentException(
                "TooManyProperties",
                given,
                $"There are {count} properties. A request takes at most {SetDeviceDesiredProperty.MaxCount}.",
                "Run the command several times, each with a part of the properties.");
        }
    }
}
