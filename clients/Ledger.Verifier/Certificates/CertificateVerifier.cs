using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>
/// Verifies a certificate offline, with a policy and nothing else (formats.md 10): pages → state proofs → state root of the
/// seal → seal as the checkpoint's last leaf → checkpoint under the policy; then recomputes the claim from the pages.
/// Never throws on hostile input. Safe for use by several threads.
/// </summary>
public sealed class CertificateVerifier
{
    /// <summary>How far from the evidence time a line of an unknown cosigner may lie and still date the words, in seconds.</summary>
    private const long WordsSpan = 86_400;

    /// <summary>Last second whose day of UTC+8 is surely within the calendar.</summary>
    private const long LastSecond = 253_402_300_799 - 86_400;

    private readonly Policy policy;
    private readonly TimeProvider clock;

    /// <summary>A verifier.</summary>
    /// <param name="policy">Whom the reader trusts.</param>
    /// <param name="clock">The reader's clock; null: the system's.</param>
    /// <param name="maxAge">How old evidence may be before it is called stale; null: <see cref="DefaultMaxAge"/>.</param>
    public CertificateVerifier(Policy policy, TimeProvider? clock = null, TimeSpan? maxAge = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy;
        this.clock = clock ?? TimeProvider.System;
        MaxAge = maxAge ?? DefaultMaxAge;
    }

    /// <summary>24 hours (formats.md 10).</summary>
    public static TimeSpan DefaultMaxAge { get; } = TimeSpan.FromHours(24);

    /// <summary>How old evidence may be before it is called stale.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>Verifies a file.</summary>
    /// <param name="file">The file's bytes.</param>
    public CertificateReport Verify(ReadOnlySpan<byte> file) =>
        CertificateFile.TryParse(file, out var certificate, out var fault) ? Verify(certificate) : CertificateReport.Invalid(fault);

    private static CertificateOutcome OutcomeOf(LienOutcome outcome) => outcome switch
    {
        LienOutcome.None => CertificateOutcome.Clean,
        LienOutcome.Encumbered => CertificateOutcome.Encumbered,
        LienOutcome.NoneSinceMigration => CertificateOutcome.Migrated,
        LienOutcome.NothingRecorded => CertificateOutcome.NotOpened,
        _ => CertificateOutcome.Invalid,
    };

    private static CertificateOutcome OutcomeOf(TitleOutcome outcome) => outcome switch
    {
        TitleOutcome.Registered => CertificateOutcome.Clean,
        TitleOutcome.RegisteredFromMigration => CertificateOutcome.Migrated,
        TitleOutcome.NotLive => CertificateOutcome.NotLive,
        TitleOutcome.NotRegistered => CertificateOutcome.NotOpened,
        _ => CertificateOutcome.Invalid,
    };

    private CertificateReport Verify(CertificateFile file)
    {
        if (!UnitCode.TryParse(file.Unit, DivisionPrefixes.Any, out var unit, out var error))
            return CertificateReport.Invalid(new LogFault("certificate.unit", error.English, error.Chinese), file);

        if (SealedState.Check(file.Seal, file.TlogProof, policy.Verify, out var seal, out var verdict) is { } fault)
            return CertificateReport.Invalid(fault, file);

        var now = clock.GetUtcNow();
        if (verdict!.EvidenceTime(now) is not { } evidenceTime)
            return CertificateReport.Invalid(verdict.EvidenceFault(now)!, file);

        var pages = new CertificatePages();
        if (pages.Read(file, seal!.StateRoot.Span) is { } pageFault)
            return CertificateReport.Invalid(pageFault, file);

        var report = file.Kind switch
        {
            CertificateFile.LienKind => Lien(file, unit, pages, evidenceTime),
            CertificateFile.TitleKind => Title(file, unit, pages, evidenceTime),
            _ => CertificateReport.Invalid(new LogFault("certificate.kind", "the kind is neither 'title' nor 'lien'", "kind 既不是 title 也不是 lien"), file),
        };
        if (!report.IsValid)
            return report;

        if (CheckWords(file, unit, pages, verdict, evidenceTime, now) is { } words)
            return CertificateReport.Invalid(words, file);

        if (Disclosures.Check(file, pages) is { } disclosure)
            return CertificateReport.Invalid(disclosure, file);

        return report with
        {
            Checkpoint = verdict.Checkpoint,
            Seal = seal,
            EvidenceTime = evidenceTime,
            Age = now - evidenceTime,
            IsStale = now - evidenceTime > MaxAge,
        };
    }

    private static CertificateReport Lien(CertificateFile file, UnitCode unit, CertificatePages pages, DateTimeOffset time)
    {
        if (pages.CheckKeys(pages.NeededForLien(unit)) is { } fault)
            return CertificateReport.Invalid(fault, file);

        var claim = LienClaim.Read(unit, pages.Encumbrances, (ulong)time.ToUnixTimeMilliseconds());
        return OutcomeOf(claim.Outcome) is var outcome && outcome == CertificateOutcome.Invalid
            ? CertificateReport.Invalid(new LogFault("certificate.unproved", claim.Text.English, claim.Text.Chinese), file)
            : new CertificateReport { Outcome = outcome, File = file, Lien = claim };
    }

    private static CertificateReport Title(CertificateFile file, UnitCode unit, CertificatePages pages, DateTimeOffset time)
    {
        if (pages.CheckKeys([PageKeys.Title(unit.ToString())]) is { } fault)
            return CertificateReport.Invalid(fault, file);

        var claim = TitleClaim.Read(unit, pages.Title, (ulong)time.ToUnixTimeMilliseconds());
        return OutcomeOf(claim.Outcome) is var outcome && outcome == CertificateOutcome.Invalid
            ? CertificateReport.Invalid(new LogFault("certificate.unproved", claim.Text.English, claim.Text.Chinese), file)
            : new CertificateReport { Outcome = outcome, File = file, Title = claim };
    }

    /// <summary>
    /// The words must be those the pages give on the day of some cosignature in the file. Whoever made it dated the words by
    /// the ledger's own quorum, this reader dates them by its policy: the days can differ, the lines they are taken from are
    /// the same. Words prove nothing, so the line may be of a cosigner that this policy does not name, if it is of the same time.
    /// </summary>
    private static LogFault? CheckWords(
        CertificateFile file, UnitCode unit, CertificatePages pages, CheckpointVerdict verdict, DateTimeOffset evidenceTime, DateTimeOffset now)
    {
        var latest = (ulong)Math.Clamp(now.ToUnixTimeSeconds() + (long)CheckpointVerdict.MaxClockSkew.TotalSeconds, 0, LastSecond);
        var evidence = evidenceTime.ToUnixTimeSeconds();
        var known = verdict.Signatures.Select(signature => signature.Time);
        var unknown = TlogProof.Parse(file.TlogProof).Note.Signatures
            .Select(line => line.StatedTime)
            .Where(time => time <= (ulong)LastSecond && Math.Abs((long)time - evidence) <= WordsSpan);
        var days = known.Concat(unknown).OfType<ulong>().Where(time => time <= latest).Select(time => time * 1000).DistinctBy(Day.At);
        foreach (var time in days)
        {
            var words = file.Kind == CertificateFile.LienKind
                ? LienClaim.Read(unit, pages.Encumbrances, time).Text
                : TitleClaim.Read(unit, pages.Title, time).Text;
            if (file.Claim == $"{words.Chinese} | {words.English}" || file.Claim == words.Chinese || file.Claim == words.English)
                return null;
        }

        return new LogFault("certificate.claim", "the claim in words is not what the pages say", "文字结论与各页内容不符");
    }
}
