using System.Net;
using System.Security;
using System.Text.Json;

namespace TuyaIot.Api;

/// <summary>Reads the secrets of replies. They are in no record, because a record prints its members.</summary>
internal static class SecretText
{
    /// <summary>The secret in a field of an object; null for none.</summary>
    public static SecureString? Read(JsonElement json, string name)
    {
        string text = ApiList.FindProperty(json, name) is JsonElement { ValueKind: JsonValueKind.String } found ? TolerantValue.TextOf(found) : string.Empty;
        if (text.Length == 0)
        {
            return null;
        }

        SecureString secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }
}
