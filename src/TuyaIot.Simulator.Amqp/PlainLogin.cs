using System;
using System.Text;
using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace TuyaIot.Simulator.Amqp;

/// <summary>SASL PLAIN for one connection: the user name and the password are given to <paramref name="check"/>.</summary>
internal sealed class PlainLogin(Func<string, string, SaslCode> check) : SaslProfile(Mechanism)
{
    internal new const string Mechanism = "PLAIN";

    protected override ITransport UpgradeTransport(ITransport transport) => transport;

    protected override DescribedList GetStartCommand(string hostname) => throw new NotSupportedException("This is the server's side.");

    protected override DescribedList OnCommand(DescribedList command)
    {
        if (command is not SaslInit init)
        {
            throw new AmqpException(ErrorCode.NotAllowed, "SASL begins with init.");
        }

        // An authorization identity, the user name and the password, each behind a zero but the first (RFC 4616).
        string[] parts = Encoding.UTF8.GetString(init.InitialResponse ?? []).Split('\0');
        return new SaslOutcome { Code = parts.Length == 3 ? check(parts[1], parts[2]) : SaslCode.Auth };
    }
}
