namespace Ledger.Chain;

/// <summary>A rule that an event failed, with everything its sender needs to understand and repair it.</summary>
/// <param name="Rule">Rule id, e.g. <c>C-14</c>, or one of <see cref="ChainRules"/>.</param>
/// <param name="Severity">What failing the rule does.</param>
/// <param name="NameZh">The rule's name in Chinese.</param>
/// <param name="NameEn">The rule's name in English.</param>
/// <param name="MessageZh">What failed, in Chinese.</param>
/// <param name="MessageEn">What failed, in English.</param>
/// <param name="Values">The values that disagree and the records they come from.</param>
/// <param name="AdviceZh">What to do, in Chinese.</param>
/// <param name="AdviceEn">What to do, in English.</param>
/// <param name="Acknowledged">The event acknowledged this warning with a reason, or names an approved exception from the rule.</param>
public sealed record Finding(
    string Rule,
    Severity Severity,
    string NameZh,
    string NameEn,
    string MessageZh,
    string MessageEn,
    IReadOnlyList<FindingValue> Values,
    string AdviceZh,
    string AdviceEn,
    bool Acknowledged = false)
{
    /// <summary>Short code of the flow of registration that it was judged in; empty where the rules name none.</summary>
    public string Flow { get; init; } = "";

    /// <summary>Whether this finding alone keeps the envelope off the ledger.</summary>
    public bool Refuses =>
        Severity is Severity.Reject || (Severity is Severity.Warning or Severity.Exception && !Acknowledged);
}
