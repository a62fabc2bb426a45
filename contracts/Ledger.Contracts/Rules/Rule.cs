using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>
/// A rule as the law's sentence names it: an entry stands in the file of the condition that it names. Some rules have several aspects of
/// different severity (F-07: the unit is a matter of rejection, an odd unit price of a warning); each aspect is an entry.
/// </summary>
/// <param name="Id">Its number, e.g. <c>C-05</c>: what findings and acknowledgements name. Aspects share it.</param>
/// <param name="Name">Its name in both languages.</param>
/// <param name="Source">The law or practice it comes from, with the article; not legal advice.</param>
/// <param name="Severity">What failing it does where a profile says nothing else.</param>
/// <param name="Aspect">Which part of the rule this entry is; empty for the rule as a whole.</param>
public sealed record Rule(string Id, Wording Name, string Source, Severity Severity, string Aspect = "")
{
    /// <summary>A rule that refuses, always.</summary>
    public static Rule Reject(string id, string chinese, string english, string source) => new(id, new(chinese, english), source, Severity.Reject);

    /// <summary>A rule that refuses unless the event acknowledges it with a reason.</summary>
    public static Rule Warn(string id, string chinese, string english, string source) => new(id, new(chinese, english), source, Severity.Warning);

    /// <summary>A rule that refuses unless an approved exception is attached.</summary>
    public static Rule Except(string id, string chinese, string english, string source) => new(id, new(chinese, english), source, Severity.Exception);

    /// <summary>A rule that informs and never refuses.</summary>
    public static Rule Inform(string id, string chinese, string english, string source) => new(id, new(chinese, english), source, Severity.Information);
}
