using System;
using System.Reflection;
using System.Text.Json;
using Amqp;
using Polly;
using Polly.Retry;

namespace TuyaIot.Neighbour;

/// <summary>Does something with a library, and says which one it was.</summary>
public static class Libraries
{
    public static string Use(string library) => library switch
    {
        "Polly" => Describe(typeof(ResiliencePipeline), Retry()),
        "Amqp" => Describe(typeof(Message), Encode()),
        _ => Describe(typeof(JsonSerializer), JsonSerializer.Serialize(new[] { 1, 2 })),
    };

    private static string Describe(Type type, string done)
    {
        string version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return $"{type.Assembly.GetName().Name} {version.Split('+')[0]} {done}";
    }

    private static string Retry()
    {
        RetryStrategyOptions options = new() { MaxRetryAttempts = 1, Delay = TimeSpan.Zero };
        int attempts = 0;
        new ResiliencePipelineBuilder().AddRetry(options).Build().Execute(() =>
        {
            if (++attempts == 1)
            {
                throw new InvalidOperationException();
            }
        });
        return $"{attempts}";
    }

    private static string Encode()
    {
        ByteBuffer buffer = new Message("text").Encode();
        return $"{Message.Decode(buffer).Body}";
    }
}
