using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>Parses the name of a topic. A message goes to one topic, not to a pattern of them.</summary>
internal static class TopicParser
{
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The topic, trimmed; empty for none.</returns>
    /// <exception cref="IotArgumentException">It cannot be a topic.</exception>
    public static string Parse(string parameter, string? value)
    {
        string topic = TextParser.Parse("Topic", value);
        return topic.IndexOfAny(['+', '#']) >= 0 ? throw Invalid(value, $"'{topic}' is a pattern of topics")
            : parameter == "Topic" && topic.Length > 0 && topic[0] != '/' ? throw Invalid(value, $"'{topic}' does not begin with a slash")
            : topic;
    }

    public static IotArgumentException Invalid(object? value, string reason) => new(
        "InvalidTopic",
        value,
        $"Topic cannot be used: {reason}.",
        "Give one topic: /product/device/user/name as a whole, or name alone as -TopicShortName.");
}
