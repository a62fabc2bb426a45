using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>What came of verifying a certificate.</summary>
public sealed record CertificateReport
{
    /// <summary>The outcome.</summary>
    public required CertificateOutcome Outcome { get; init; }

    /// <summary>Why it is <see cref="CertificateOutcome.Invalid"/>; else null.</summary>
    public LogFault? Fault { get; init; }

    /// <summary>The file as read; nothing in it holds when the outcome is invalid. Null when it could not be read.</summary>
    public CertificateFile? File { get; init; }

    /// <summary>The claim on liens, recomputed from the pages; null for a title.</summary>
    public LienClaim? Lien { get; init; }

    /// <summary>The claim on the title, recomputed from the page; null for liens.</summary>
    public TitleClaim? Title { get; init; }

    /// <summary>The checkpoint that vouches for it.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>The seal whose state root holds the pages.</summary>
    public Seal? Seal { get; init; }

    /// <summary>The latest time at which the quorum vouched for the checkpoint: what the claim was true at.</summary>
    public DateTimeOffset? EvidenceTime { get; init; }

    /// <summary>How long ago that was by the reader's clock.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>
    /// Whether that is longer ago than the reader accepts. The outcome holds for the evidence time all the same; it is for
    /// people to shout about.
    /// </summary>
    public bool IsStale { get; init; }

    /// <summary>Whether everything holds; how fresh it is says <see cref="IsStale"/>.</summary>
    public bool IsValid => Outcome != CertificateOutcome.Invalid;

    /// <summary>The claim in words, or why there is none.</summary>
    public Wording Text => Fault is { } fault ? new Wording(fault.Chinese, fault.English) : Lien?.Text ?? Title!.Text;

    internal static CertificateReport Invalid(LogFault fault, CertificateFile? file = null) =>
        new() { Outcome = CertificateOutcome.Invalid, Fault = fault, File = file };
}
