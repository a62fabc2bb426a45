using System.Globalization;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Parts of a case in words.</summary>
internal static class CaseWords
{
    /// <summary>A code in words.</summary>
    public static string Of(Enum code, Language language) => CodeNames.Of(code)?.In(language) ?? code.ToString();

    /// <summary>Flows by code and name.</summary>
    public static string Flows(IEnumerable<FlowCode> flows, Language language)
        => string.Join(", ", flows.Select(flow => $"{FlowCodes.TextOf(flow)} {FlowCodes.NameOf(flow).In(language)}"));

    /// <summary>A stored day; a dash for none.</summary>
    public static string Date(uint number) => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : "–";

    /// <summary>A town's code; a dash for none.</summary>
    public static string Town(uint town) => town == 0 ? "–" : town.ToString(CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC+8 as it is stated in a request: as fine as it was recorded, since an act has to state the case's own.</summary>
    public static string Instant(ulong milliseconds)
        => Instants.ForPeople(milliseconds);

    /// <summary>Who holds it: departments, the town, since when.</summary>
    public static string Holders(IEnumerable<CaseHolder> holders, Language language)
        => string.Join("; ", holders.Select(holder => DepartmentNames.NameOf(holder.Department).In(language)
            + (holder.Town == 0 ? "" : $" {Town(holder.Town)}")
            + (holder.Since == 0 ? "" : new Wording($"（自 {Date(holder.Since)}）", $" (since {Date(holder.Since)})").In(language))));

    /// <summary>The commands that do a step.</summary>
    public static IEnumerable<string> CommandsOf(CaseStepView step)
        => step.Events.SelectMany(static name => ActForms.All.Where(form => form.Event.Name == name))
            .Select(static form => $"ledger {form.Group} {form.Verb}").Distinct(StringComparer.Ordinal);
}
