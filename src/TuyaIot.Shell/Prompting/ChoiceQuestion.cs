using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation.Host;

namespace TuyaIot.Shell.Prompting;

/// <summary>Asks for one of several choices, as -Confirm does; the key of a choice is the letter after the ampersand.</summary>
internal sealed class ChoiceQuestion(Collection<ChoiceDescription> choices, int defaultChoice)
{
    internal int Ask(ConsoleInput input)
    {
        while (true)
        {
            Console.Out.Write(Line());
            string answer = input.ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            if (answer == "?")
            {
                Explain();
            }
            else if (Find(answer) is int choice and >= 0)
            {
                return choice;
            }
        }
    }

    private string Line()
    {
        IEnumerable<string> keys = choices.Select(choice => $"[{Key(choice)}] {Name(choice)}");
        string preset = defaultChoice >= 0 ? $" (default is \"{Key(choices[defaultChoice])}\")" : string.Empty;
        return $"{string.Join("  ", keys)}  [?] Help{preset}: ";
    }

    private void Explain()
    {
        foreach (ChoiceDescription choice in choices)
        {
            Console.Out.WriteLine($"{Key(choice)} - {choice.HelpMessage}");
        }
    }

    private int Find(string answer)
    {
        for (int index = 0; index < choices.Count; index++)
        {
            if (answer.Equals(Key(choices[index]), StringComparison.OrdinalIgnoreCase)
                || answer.Equals(Name(choices[index]), StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }

    private static string Name(ChoiceDescription choice) => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal);

    private static string Key(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length
            ? choice.Label[(mark + 1)..(mark + 2)].ToUpperInvariant()
            : Name(choice);
    }
}
