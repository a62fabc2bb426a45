using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Cases between acceptance and archive.</summary>
internal static class CaseMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
        [(22, Review), (40, Record), (6, Supplement), (14, Resume), (5, HandOver), (4, Notice), (5, Suspend), (6, Withdraw), (4, Refuse), (6, Archive)];

    /// <summary>Records what a case was accepted for, as it was prepared then.</summary>
    public static Draft Record(Town town, Lots lots, OpenCase open)
    {
        var page = town.Ledger.Read<CasePage>(PageKeys.Case(open.Application.AcceptanceNumber));
        var recorded = town.Recording(lots).RecordingMs;
        var acts = open.Acts.Select(act =>
        {
            var copy = (IMessage)act.Descriptor.Parser.ParseFrom(act.ToByteString());
            var recording = Town.RecordingOf(copy);
            (recording.RecordingMs, recording.RecordingDate) = (recorded, Day.At(recorded).Number);
            recording.Town = page?.ExecutingTown ?? recording.Town;
            return copy;
        }).ToList();
        return page is { State: CaseState.Accepted } && lots.Chance(80)
            ? new(Members.Registration, [town.Review(open.Application.AcceptanceNumber), .. acts])
            : new(Members.Registration, acts);
    }

    private static OpenCase? Any(Town town, Lots lots) => town.Cases.Count == 0 ? null : lots.Of(town.Cases);

    private static Draft? Record(Town town, Lots lots) => Any(town, lots) is { } open ? Record(town, lots, open) : null;

    private static Draft? Step(Town town, Lots lots, Func<string, CasePage, IMessage?> make)
    {
        if (Any(town, lots) is not { } open)
            return null;
        var number = open.Application.AcceptanceNumber;
        return town.Ledger.Read<CasePage>(PageKeys.Case(number)) is { } page && make(number, page) is { } e ? new(Members.Registration, [e]) : null;
    }

    private static Draft? Review(Town town, Lots lots) => Step(town, lots, (number, _) =>
    {
        var review = town.Review(number);
        if (lots.Chance(15))
            review.Result = ReviewResult.Back;
        return review;
    });

    private static Draft? Supplement(Town town, Lots lots) => Step(
        town, lots,
        (number, _) => new SupplementRequested { Act = Acts.Of(), AcceptanceNumber = number, Date = town.Today.Number, Missing = { "MARRIAGE_PROOF" } });

    private static Draft? Resume(Town town, Lots lots) => Step(
        town, lots,
        (number, page) => page.State is not (CaseState.Supplement or CaseState.Suspended) ? null : new CaseResumed
        {
            Act = Acts.Of(),
            AcceptanceNumber = number,
            Date = town.Today.Number,
            Ground = page.State == CaseState.Supplement ? ResumeGround.Supplemented : ResumeGround.SuspensionEnded,
        });

    private static Draft? HandOver(Town town, Lots lots) => Step(
        town, lots,
        (number, page) => new CaseHandedOver
        {
            Act = Acts.Of(),
            AcceptanceNumber = number,
            Date = town.Today.Number,
            FromTown = page.ExecutingTown,
            ToTown = page.ExecutingTown == Counter.Town ? CaseFile.Humen : Counter.Town,
            Step = lots.Of(HandOverStep.Review, HandOverStep.Record),
        });

    private static Draft? Notice(Town town, Lots lots) => Step(town, lots, (number, page) =>
    {
        var e = new PublicNoticePosted
        {
            Act = Acts.Of(),
            AcceptanceNumber = number,
            Kind = lots.Of(PublicNoticeKind.Inheritance, PublicNoticeKind.Correction, PublicNoticeKind.FirstRegistration),
            Posted = town.Today.Number,
            Until = town.Today.AddDays(lots.Between(19, 40)).Number,
        };
        e.Units.AddRange(page.Flows.Select(flow => flow.UnitCode).Distinct());
        return e;
    });

    private static Draft? Suspend(Town town, Lots lots) => Step(
        town, lots,
        (number, _) => new CaseSuspended { Act = Acts.Of(), AcceptanceNumber = number, Date = town.Today.Number, Ground = SuspensionGround.Dispute });

    /// <summary>The withdrawal of a case by all who applied.</summary>
    public static Draft Withdrawal(Town town, OpenCase open)
    {
        var e = new CaseWithdrawn { Act = Acts.Of(), AcceptanceNumber = open.Application.AcceptanceNumber, Date = town.Today.Number };
        e.Applicants.AddRange(open.Application.Applicants);
        return new(Members.Registration, [e]);
    }

    private static Draft? Withdraw(Town town, Lots lots) => Any(town, lots) is { } open ? Withdrawal(town, open) : null;

    private static Draft? Refuse(Town town, Lots lots) => Step(
        town, lots,
        (number, _) => new CaseRefused
        {
            Act = Acts.Of(),
            AcceptanceNumber = number,
            Date = town.Today.Number,
            Ground = lots.Of(RefusalGround.Unlawful, RefusalGround.Dispute, RefusalGround.TermExceeded, RefusalGround.Other),
        });

    private static Draft? Archive(Town town, Lots lots)
    {
        var done = town.Keys("case/").Select(key => town.Ledger.Read<CasePage>(key)!)
            .Where(page => page.State is CaseState.Recorded or CaseState.Withdrawn or CaseState.Refused);
        return lots.OfAny(done) is not { } page ? null : new(Members.Registration,
            [new CaseArchived { Act = Acts.Of(), AcceptanceNumber = page.AcceptanceNumber, Date = town.Today.Number, VolumeRoot = Acts.Bytes(8) }]);
    }
}
