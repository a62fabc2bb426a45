namespace Ledger.Contracts;

/// <summary>
/// Every rule of the ledger: the union of the profiles. An entry stands in the file of its condition; a profile says in which
/// flow it runs and how severe it is there.
/// </summary>
public static class RuleCatalogue
{
    /// <summary>Every entry, aspects included, ordered by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. Profiles.All.SelectMany(profile => profile.Flows.Rules).Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.Aspect, StringComparer.Ordinal)];
}
