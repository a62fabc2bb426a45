using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The counter of profile 2: what stands before an act on the book. It completes the recording of an act, enrols the staff and
/// puts the case, accepted and reviewed for just this act. A test that is about cases turns it off.
/// </summary>
internal sealed partial class Counter(TestLedger ledger)
{
    /// <summary>The town that accepts and executes.</summary>
    public const uint Town = 441900119;

    /// <summary>Fingerprints of the acceptor, of the operator that records (<see cref="Acts.Of"/>), of the reviewer.</summary>
    public static ByteString Acceptor { get; } = Acts.Bytes(7);

    /// <inheritdoc cref="Acceptor"/>
    public static ByteString Operator { get; } = Acts.Bytes(2);

    /// <inheritdoc cref="Acceptor"/>
    public static ByteString Reviewer { get; } = Acts.Bytes(5);

    /// <summary>Whether it works by itself.</summary>
    public bool Open { get; set; } = true;

    /// <summary>Prepares an event for its submission.</summary>
    public void Serve(Member signer, IMessage e)
    {
        if (!Open || ByEvents || !ledger.IsTwo
            || e.Descriptor.FindFieldByName("recording")?.Accessor.GetValue(e) is not Recording recording)
        {
            return;
        }

        Complete(recording);
        Enrol(signer, Acceptor, StaffDuty.Accept);
        Enrol(signer, Operator, StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue);
        Enrol(signer, Reviewer, StaffDuty.Review);
        if (recording.AcceptanceNumber.Length > 0 && AcceptanceNumber.TryParse(recording.AcceptanceNumber, out _, out _))
            PutCase(signer, recording, e);
    }

    /// <summary>Enrols an operator.</summary>
    public void Enrol(Member signer, ByteString fingerprint, params StaffDuty[] duties)
    {
        var page = new StaffPage { Member = signer.CreditCode, Town = Town, From = 20000101, Until = 20990101 };
        page.Duties.AddRange(duties.Order());
        ledger.PutOld(PageKeys.Staff(signer.CreditCode, fingerprint.Span), page);
    }

    private void Complete(Recording recording)
    {
        if (recording.RecordingMs == 0 && Day.TryFromNumber(recording.RecordingDate, out var day, out _))
            recording.RecordingMs = Math.Min((ulong)day.StartMilliseconds + 39_600_000, Math.Max(ledger.TimeMs, (ulong)day.StartMilliseconds));
        if (recording.Reviewer.IsEmpty)
            recording.Reviewer = Reviewer;
        if (recording.Town == 0)
            recording.Town = Town;
    }

    private void PutCase(Member signer, Recording recording, IMessage e)
    {
        var acts = ledger.ActsOf(signer, e);
        var key = PageKeys.Case(recording.AcceptanceNumber);
        var page = ledger.Read<CasePage>(key) ?? new CasePage
        {
            AcceptanceNumber = recording.AcceptanceNumber,
            AcceptanceMs = recording.AcceptanceTimeMs,
            Town = Town,
            ExecutingTown = Town,
            PromisedDays = 30,
            Acceptor = Acceptor,
            Reviewer = Reviewer,
        };
        var known = page.Flows.ToList();
        known.AddRange(acts
            .Where(act => !known.Exists(flow => (flow.BusinessNumber, flow.UnitCode, flow.Flow) == (act.BusinessNumber, act.UnitCode, act.Flow)))
            .Select(act => new CaseFlow { Flow = act.Flow, UnitCode = act.UnitCode, BusinessNumber = act.BusinessNumber }));
        page.Flows.Clear();
        page.Flows.AddRange(known.OrderBy(flow => flow.UnitCode, StringComparer.Ordinal).ThenBy(flow => flow.Flow)
            .ThenBy(flow => flow.BusinessNumber, StringComparer.Ordinal));
        page.State = page.Flows.All(flow => flow.Recorded) ? CaseState.Recorded : CaseState.Reviewed;
        PostNotices(page, acts);
        ledger.PutOld(key, page);
    }

    // Where a city asks for a public notice of a first registration, it was posted long ago.
    private static void PostNotices(CasePage page, IEnumerable<BookAct> acts)
    {
        foreach (var act in acts.Where(act => act.Flow is FlowCode.F101 or FlowCode.F102 or FlowCode.F103))
        {
            if (!page.Notices.Any(notice => notice.Units.Contains(act.UnitCode)))
            {
                page.Notices.Add(new PublicNotice
                {
                    Kind = PublicNoticeKind.FirstRegistration,
                    Posted = 20000103,
                    Until = 20000201,
                    Units = { act.UnitCode },
                });
            }
        }
    }
}
