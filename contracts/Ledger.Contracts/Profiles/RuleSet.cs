using System.Globalization;
using System.Text;
using Ledger.Log;

namespace Ledger.Contracts;

/// <summary>
/// What a profile is, in one text: its events with the code that judges them, the rules of each with their severity, the matrix
/// and the form of its messages. A verdict names its hash, so that it is known by which rules it was given.
/// </summary>
internal static class RuleSet
{
    /// <summary>SHA-256 of a profile's text.</summary>
    public static byte[] HashOf(Profile profile) => Sha256.Hash(Encoding.UTF8.GetBytes(TextOf(profile)));

    private static string TextOf(Profile profile)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"ledger.v1.rules\nprofile {profile.Number}\n"));
        foreach (var flow in profile.Flows.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"flow {flow.EventType} {flow.Flow.GetType().Name}\n");
            foreach (var (rule, severity) in flow.Rules)
                text.Append(CultureInfo.InvariantCulture, $" rule {rule.Id} {rule.Aspect} {severity}\n");
        }

        foreach (var flow in profile.Matrix.Flows)
        {
            text.Append(CultureInfo.InvariantCulture, $"matrix {(int)flow}");
            // What is not asked is left out: a column that comes later changes nothing of a profile that lacks it.
            foreach (var column in Enum.GetValues<MatrixColumn>().Where(column => profile.Matrix[flow, column].IsAsked))
                text.Append(CultureInfo.InvariantCulture, $" {column}{profile.Matrix[flow, column]}");

            text.Append('\n');
        }

        foreach (var message in profile.Form.Messages)
        {
            text.Append(CultureInfo.InvariantCulture, $"message {message}");
            foreach (var field in profile.Form.FieldsOf(message))
                text.Append(CultureInfo.InvariantCulture, $" {field.Number}:{field.Name}:{field.Type}");

            text.Append('\n');
        }

        return text.ToString();
    }
}
