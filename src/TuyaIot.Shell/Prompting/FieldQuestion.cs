using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace TuyaIot.Shell.Prompting;

/// <summary>Asks for the value of one field, such as a mandatory parameter that was left out; a list ends with an empty line.</summary>
internal sealed class FieldQuestion(ConsoleInput input, Func<string, string, string, PSCredential> askForCredential)
{
    internal PSObject Ask(FieldDescription field)
    {
        Type type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        return PSObject.AsPSObject(typeof(IList).IsAssignableFrom(type) ? AskForList(field, type) : AskForOne(field.Name, type));
    }

    private object AskForList(FieldDescription field, Type type)
    {
        Type elementType = type.GetElementType() ?? typeof(object);
        List<object> values = [];
        while (true)
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"{field.Name}[{values.Count}]");
            object value = AskForOne(label, elementType);
            if (value is string { Length: 0 } or SecureString { Length: 0 })
            {
                return LanguagePrimitives.ConvertTo(values, type, CultureInfo.InvariantCulture);
            }

            values.Add(value);
        }
    }

    private object AskForOne(string label, Type type)
    {
        if (type == typeof(PSCredential))
        {
            return askForCredential(label, string.Empty, string.Empty);
        }

        while (true)
        {
            Console.Out.Write(label + ": ");
            if (type == typeof(SecureString))
            {
                return input.ReadSecret();
            }

            string text = input.ReadLine();
            if (text.Length == 0)
            {
                return text;
            }

            if (LanguagePrimitives.TryConvertTo(text, type, CultureInfo.InvariantCulture, out object value))
            {
                return value;
            }

            Console.Out.WriteLine($"'{text}' is not a value of type {type.Name}.");
        }
    }
}
