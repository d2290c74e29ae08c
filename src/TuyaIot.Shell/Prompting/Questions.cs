using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace TuyaIot.Shell.Prompting;

/// <summary>The questions that commands ask through the host.</summary>
internal sealed class Questions(ConsoleInput input)
{
    internal string ReadLine() => input.ReadLine();

    internal SecureString ReadSecret() => input.ReadSecret();

    internal Dictionary<string, PSObject> AskForFields(
        string caption, string message, Collection<FieldDescription> fields)
    {
        Introduce(caption, message);
        Dictionary<string, PSObject> answers = [];
        FieldQuestion question = new(input, AskForCredential);
        foreach (FieldDescription field in fields)
        {
            answers[field.Name] = question.Ask(field);
        }

        return answers;
    }

    internal int AskForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(caption, message);
        return new ChoiceQuestion(choices, defaultChoice).Ask(input);
    }

    internal PSCredential AskForCredential(string caption, string message, string userName)
    {
        Introduce(caption, message);
        while (string.IsNullOrEmpty(userName))
        {
            Console.Out.Write("User: ");
            userName = input.ReadLine();
        }

        Console.Out.Write($"Password for user {userName}: ");
        return new PSCredential(userName, input.ReadSecret());
    }

    private void Introduce(string caption, string message)
    {
        input.RequireUser();
        foreach (string text in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(text))
            {
                Console.Out.WriteLine(text);
            }
        }
    }
}
