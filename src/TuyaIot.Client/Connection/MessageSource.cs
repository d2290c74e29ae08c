using System;
using TuyaIot.Errors;

namespace TuyaIot.Connection;

/// <summary>The messages that are to be read.</summary>
/// <param name="Endpoint">Where they come from.</param>
/// <param name="GroupId">The consumer group.</param>
internal sealed record MessageSource(Uri Endpoint, string GroupId)
{
    /// <summary>Those of a credential, or of what takes the place of its settings.</summary>
    /// <param name="profile">The credential.</param>
    /// <param name="endpoint">Another endpoint; null for the credential's.</param>
    /// <param name="groupId">Another group; null for the credential's.</param>
    /// <exception cref="IotArgumentException">Neither says where they come from, or what is said cannot be used.</exception>
    public static MessageSource From(ConnectionProfile profile, string? endpoint, string? groupId)
    {
        SettingsValidator.CheckConsumerGroup(groupId);
        Uri? from = string.IsNullOrWhiteSpace(endpoint) ? profile.MessageEndpoint : IotEndpoint.ParseMessages(endpoint!, profile.AllowUnencrypted);
        string? group = string.IsNullOrWhiteSpace(groupId) ? profile.ConsumerGroupId : groupId!.Trim();
        return new MessageSource(
            from ?? throw new IotArgumentException(
                "NoMessageEndpoint",
                null,
                "The credential does not say where messages come from.",
                $"Give -MessageEndpoint here or to Set-IotCredential, or set {IotEnvironment.MessageEndpoint}."),
            group ?? throw new IotArgumentException(
                "NoConsumerGroup",
                null,
                "The credential does not say which consumer group is read.",
                $"Give -ConsumerGroupId here or to Set-IotCredential, or set {IotEnvironment.ConsumerGroupId}. The console creates groups."));
    }
}
