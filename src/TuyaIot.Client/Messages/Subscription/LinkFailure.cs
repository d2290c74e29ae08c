using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Amqp.Framing;
using Amqp.Sasl;
using TuyaIot.Replies;

namespace TuyaIot.Messages.Subscription;

/// <summary>Says why there is no link, and whether another attempt could help. No text of the gateway leaves here uncleaned.</summary>
internal sealed class LinkFailure(SubscriptionOptions options)
{
    /// <summary>The error that ends the reading; null where another attempt may help.</summary>
    public MessageStreamException? FindEnd(Exception exception)
    {
        if (exception is AmqpException refused)
        {
            return FindEnd(refused.Error);
        }

        return Chain(exception).OfType<AuthenticationException>().FirstOrDefault() is AuthenticationException untrusted
            ? new MessageStreamException(
                "SecureConnectionFailed",
                options.Endpoint.Authority,
                $"No secure connection to {options.Endpoint.Authority}: {Clean(untrusted.Message)}.",
                "Trust the certificate, or give its thumbprint to Set-IotCredential -CertificateThumbprint.")
            : null;
    }

    /// <summary>The same for an error with which the gateway ended a link right after it was attached.</summary>
    public MessageStreamException? FindEnd(Error? error) => error?.Condition?.ToString() switch
    {
        // A temporary fault of the gateway's own is told from a refusal by the code of the outcome alone.
        "amqp:unauthorized-access" when error.Description?.Contains(nameof(SaslCode.SysTemp), StringComparison.Ordinal) is not true => new MessageStreamException(
            "MessageAccessRefused",
            options.AccessKey.Id,
            $"The gateway at {options.Endpoint.Authority} does not let the AccessKey {options.AccessKey.Id} read the consumer group '{options.GroupId}'{Reason(error)}.",
            "Check the AccessKey secret, the ID of the consumer group and the instance ID. The user of the key needs the permission to read messages."),
        "amqp:not-found" => new MessageStreamException(
            "ConsumerGroupNotFound",
            options.GroupId,
            $"The gateway at {options.Endpoint.Authority} knows no consumer group '{options.GroupId}'{Reason(error)}.",
            "Copy the ID of the group from the console: it is not its name. The group belongs to one instance."),
        "amqp:resource-limit-exceeded" => new MessageStreamException(
            "ConsumerGroupFull",
            options.GroupId,
            $"The consumer group '{options.GroupId}' has as many readers as the gateway allows{Reason(error)}.",
            "Give this reader a consumer group of its own. Readers of one group share its messages."),
        _ => null,
    };

    public MessageStreamException Unreachable(string reason) => new(
        "GatewayUnreachable",
        options.Endpoint.Authority,
        $"No connection to {options.Endpoint.Authority}: {reason}.",
        "Check the message endpoint, DNS and firewalls. A proxy for HTTP does not carry AMQP. The port is 5671 where the endpoint names none.");

    /// <summary>Why an attempt failed, as a part of a sentence.</summary>
    public string Describe(Exception exception) => exception switch
    {
        TimeoutException => $"no reply within {options.ConnectTimeout.TotalSeconds:0.#} s",
        AmqpException refused => Describe(refused.Error),
        _ => Clean(Chain(exception).FirstOrDefault(static one => one is SocketException or IOException)?.Message ?? exception.Message),
    };

    /// <summary>Why a link ended, as a part of a sentence.</summary>
    public string Describe(Error? error) => error is null
        ? "the gateway ended the link without a reason"
        : Clean($"{error.Condition}: {error.Description}".TrimEnd(':', ' '));

    private string Reason(Error error) => string.IsNullOrWhiteSpace(error.Description) ? string.Empty : $": {Clean(error.Description)}";

    private string Clean(string text) => (LogSanitizer.Clean(options.AccessKey.Redact(text)) ?? "no reason").TrimEnd('.');

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
