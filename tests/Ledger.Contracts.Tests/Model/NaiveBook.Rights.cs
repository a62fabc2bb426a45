using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Seizures, notices, objections, use rights and locks.</content>
internal sealed partial class NaiveBook
{
    private const uint LongestMonths = 36;
    private const uint LongestPoliceMonths = 24;
    private const int NoticeDays = 90;
    private const int ObjectionDays = 15;

    private static Day LapseOf(uint since) => WorkingDayFrom(Day.FromNumber(since).AddDays(NoticeDays)).AddDays(1);

    private static NaiveRight Right(EncumbranceKind kind, string name, Recording recording) => new(kind, name) { RecordingMs = recording.RecordingMs };

    private static Day? DayOrNone(uint number) => number == 0 ? null : Day.FromNumber(number);

    private void ApplyToRights(IMessage e)
    {
        switch (e)
        {
            case SeizureEntered entered:
                Seize(entered);
                break;
            case SeizureRenewed renewed:
                Renew(renewed);
                break;
            case SeizureLifted lifted:
                Lift(lifted);
                break;
            case SeizureHandedOver handed:
                Unit(handed.UnitCode).Seizures.First(row => row.Document == handed.DocumentNumber && row.Authority == handed.Authority)
                    .HandedTo = handed.ToAuthority;
                break;
            case AdvanceNoticeEntered notice:
                Note(notice);
                break;
            case AdvanceNoticeCancelled cancelled:
                End(cancelled.UnitCode, EncumbranceKind.AdvanceNotice, NameOf(cancelled.Proof), cancelled.Recording);
                break;
            case ObjectionEntered objection:
                Unit(objection.UnitCode).Rights.Add(Right(EncumbranceKind.Objection, NameOf(objection.Proof), objection.Recording) with
                {
                    Lapses = WorkingDayFrom(Day.FromNumber(objection.Recording.RecordingDate).AddDays(ObjectionDays)).AddDays(1),
                    Holders = KeysOf([objection.Applicant]),
                    Basis = objection.Ground,
                });
                break;
            case ObjectionSuitFiled suit:
                Objection(suit.UnitCode, suit.Applicant, suit.Ground).Lapses = null;
                break;
            case ObjectionCancelled cancelled:
                Objection(cancelled.UnitCode, cancelled.Applicant, cancelled.Ground).Ended = Day.FromNumber(cancelled.Recording.RecordingDate);
                break;
            case ResidenceRightRegistered residence:
                Replace(residence.UnitCode, EncumbranceKind.Residence, residence.Replaces, residence.Recording);
                Unit(residence.UnitCode).Rights.Add(Right(EncumbranceKind.Residence, NameOf(residence.Proof), residence.Recording) with
                {
                    Lapses = DayOrNone(residence.Until),
                    Holders = KeysOf(residence.Holders),
                });
                break;
            case ResidenceRightCancelled cancelled:
                End(cancelled.UnitCode, EncumbranceKind.Residence, NameOf(cancelled.Proof), cancelled.Recording);
                break;
            case EasementRegistered easement:
                foreach (var (unit, other) in new[] { (easement.Servient, easement.Dominant), (easement.Dominant, easement.Servient) })
                {
                    if (easement.Replaces is { } replaced)
                        End(unit.UnitCode, NameOf(replaced), other.UnitCode, easement.Recording);
                    Unit(unit.UnitCode).Rights.Add(Right(EncumbranceKind.Easement, NameOf(easement.Proof), easement.Recording) with
                    {
                        Lapses = DayOrNone(easement.Until),
                        Holders = KeysOf(unit.Holders),
                        Other = other.UnitCode,
                        IsBenefit = ReferenceEquals(unit, easement.Dominant),
                    });
                }

                break;
            case EasementCancelled cancelled:
                End(cancelled.Servient.UnitCode, NameOf(cancelled.Proof), cancelled.Dominant.UnitCode, cancelled.Recording);
                End(cancelled.Dominant.UnitCode, NameOf(cancelled.Proof), cancelled.Servient.UnitCode, cancelled.Recording);
                break;
            case LockPlaced placed:
                Unit(placed.UnitCode).Rights.Add(
                    Right(EncumbranceKind.Lock, placed.DocumentNumber, placed.Recording) with { Lapses = DayOrNone(placed.Until) });
                break;
            case LockRemoved removed:
                End(removed.UnitCode, EncumbranceKind.Lock, removed.DocumentNumber, removed.Recording);
                break;
        }
    }

    private NaiveRight Objection(string unit, Party applicant, string ground)
        => Unit(unit).Rights.Last(right => right.Kind == EncumbranceKind.Objection && right.Basis == ground && right.Holders.Contains(KeyOf(applicant)));

    private void End(string unit, EncumbranceKind kind, string name, Recording recording)
        => Unit(unit).Rights.First(right => right.Kind == kind && right.Name == name && right.Ended is null).Ended = Day.FromNumber(recording.RecordingDate);

    // Of an easement the one towards the other unit.
    private void End(string unit, string name, string other, Recording recording)
    {
        var ended = Unit(unit).Rights.Find(right => right is { Kind: EncumbranceKind.Easement, Ended: null } && right.Name == name && right.Other == other);
        BrokenInvariantException.Unless(ended is not null, 10, $"easement {name} between {unit} and {other} is ended, and was none");
        ended!.Ended = Day.FromNumber(recording.RecordingDate);
    }

    private void Replace(string unit, EncumbranceKind kind, CertificateId? replaced, Recording recording)
    {
        if (replaced is not null)
            End(unit, kind, NameOf(replaced), recording);
    }

    private void Note(AdvanceNoticeEntered e)
    {
        Replace(e.UnitCode, EncumbranceKind.AdvanceNotice, e.Replaces, e.Recording);
        Unit(e.UnitCode).Rights.Add(Right(EncumbranceKind.AdvanceNotice, NameOf(e.Proof), e.Recording) with
        {
            Lapses = e.RegistrableSince == 0 ? null : LapseOf(e.RegistrableSince),
            Holders = KeysOf(e.Beneficiaries),
            Obligors = KeysOf(e.Obligors),
            Basis = e.Basis,
            Mortgage = e.Mortgage is { } mortgage ? NameOf(mortgage) : "",
        });
    }

    // In order of delivery; never before one that was in force already when it is entered.
    private void Seize(SeizureEntered e)
    {
        var unit = Unit(e.UnitCode);
        var whole = e.Scope.Numerator == e.Scope.Denominator;
        var debtors = KeysOf(e.Debtors);
        SortedSet<string> holders = new(StringComparer.Ordinal);
        if (unit.Status == NaiveStatus.Registered && unit.Holdings.Count > 1)
            holders.UnionWith(unit.Holdings.Where(holding => whole || holding.Members.Overlaps(debtors)).SelectMany(holding => holding.Members));
        var first = DayOrNone(e.StatedFirst) ?? Day.At(e.DeliveryTimeMs);
        var longest = Longest(e.Kind == SeizureKind.PreSeizure, e.Organ);
        NaiveSeizure row = new(e.DocumentNumber, e.Authority)
        {
            IsPre = e.Kind == SeizureKind.PreSeizure,
            DeliveryMs = e.DeliveryTimeMs,
            Term = Counted(e.Term, first, longest),
            StatedFirst = DayOrNone(e.StatedFirst),
            StatedEnd = Counted(e.StatedLast, first, longest),
            Debtors = debtors,
            Holders = holders,
            IsOfWhole = whole || holders.Count == 0,
            Organ = e.Organ,
        };
        var started = NaiveQueue.StartedAt(unit.Seizures, e.Recording.RecordingMs);
        var place = unit.Seizures.FindLastIndex(known => known.Meets(row) && (known.DeliveryMs <= row.DeliveryMs || started.Contains(known.Document)));
        unit.Seizures.Insert(place + 1, row);
    }

    private static uint Longest(bool isPre, SeizureOrgan organ) => !isPre && organ == SeizureOrgan.Police ? LongestPoliceMonths
        : isPre && organ == SeizureOrgan.Police ? LongestPoliceMonths : LongestMonths;

    private static (uint Months, uint Days) Counted(SeizureTerm? term, Day first, uint longest)
        => term is null ? default
            : NaiveQueue.EndOf(first, term.Months, term.Days) > NaiveQueue.EndOf(first, longest, 0) ? (longest, 0) : (term.Months, term.Days);

    private static Day? Counted(uint stated, Day first, uint longest)
        => DayOrNone(stated) is not { } day ? null : NaiveQueue.EndOf(first, longest, 0) is var limit && day > limit ? limit : day;

    private void Renew(SeizureRenewed e)
    {
        var unit = Unit(e.UnitCode);
        var row = unit.Seizures.First(row => row.Document == e.DocumentNumber && (row.Authority == e.Authority || row.HandedTo == e.Authority));
        var last = NaiveQueue.LastDayOf(unit.Seizures, row);
        var longest = Longest(row.IsPre, row.Organ);
        var (months, days) = Counted(e.Term, last, longest);
        row.Renewals.Add((e.DeliveryTimeMs, months, days, Counted(e.StatedLast, last, longest)));
    }

    private void Lift(SeizureLifted e)
    {
        var unit = Unit(e.UnitCode);
        var lifted = unit.Seizures.First(row => row.Document == e.DocumentNumber && e.By switch
        {
            SeizureLifter.Same => row.Authority == e.Authority,
            SeizureLifter.HandedOver => row.HandedTo == e.Authority,
            _ => true,
        });
        var day = Day.At(e.DeliveryTimeMs);
        var whole = e.Outcome == LiftOutcome.DisposedWhole;
        foreach (var row in unit.Seizures.Where(row => ReferenceEquals(row, lifted) || (whole && row.Lifted is null && row.Meets(lifted))))
            row.Lifted = day;
    }

    /// <summary>Invariant 5: what is given is not under a seizure in force, when it is recorded or when it is submitted.</summary>
    private void CheckFree(
        NaiveUnit unit, Recording recording, SortedSet<string> givers, SortedSet<string> takers, IReadOnlyCollection<string> ends, ulong noticedMs)
    {
        if (unit.Seizures.Count == 0 || act.Exceptions.Any(exception => exception.Rule is "C-29" or "C-30"))
            return;
        foreach (var instant in new[] { recording.RecordingMs, envelopeMs })
        {
            foreach (var giver in givers)
            {
                var active = NaiveQueue.ActiveAt(unit.Seizures, giver, instant);
                if (active is null || ends.Contains(active.Document) || (noticedMs != 0 && noticedMs < active.DeliveryMs)
                    || (active.IsPre && active.Debtors.IsSubsetOf(takers)))
                {
                    continue;
                }

                throw new BrokenInvariantException(5, $"{unit.Code} is disposed of at {Day.At(instant)} under seizure {active.Document} of {giver[..8]}");
            }
        }
    }

    // What a transfer does to what lies on the unit.
    private static void Follow(NaiveUnit unit, Recording recording, UnitTransfer e)
    {
        var takers = KeysOf(e.Buyers.Select(buyer => buyer.Party));
        var givers = KeysOf(e.Sellers.Select(seller => seller.Party));
        foreach (var notice in unit.Rights.Where(right => right is { Kind: EncumbranceKind.AdvanceNotice, Ended: null }))
        {
            if (e.Notices.Any(proof => NameOf(proof) == notice.Name))
                notice.Ended = Day.FromNumber(recording.RecordingDate);
            else if (notice is { Mortgage.Length: > 0, Lapses: null } && notice.Obligors.IsSubsetOf(takers))
                notice.Lapses = LapseOf(recording.RecordingDate);
        }

        foreach (var row in unit.Seizures.Where(row => row.IsPre && e.PreSeizures.Contains(row.Document)))
            row.IsPre = false;
        foreach (var lien in unit.Liens.Where(lien => lien.Holding.Overlaps(givers)))
        {
            lien.Holding = new(lien.Holding.Where(member => unit.Owners.Contains(member)).Union(takers), StringComparer.Ordinal);
            lien.Mortgage.Units[unit.Code] = lien.Holding;
        }
    }

    // A seizure of who owned it before, delivered after the recording but entered before its envelope, falls (C-30).
    private static void Fall(NaiveUnit unit, Recording recording)
    {
        foreach (var row in unit.Seizures.Where(row => row is { IsPre: false, Lifted: null } && row.DeliveryMs > recording.RecordingMs
            && row.Debtors.Count > 0 && !row.Debtors.Overlaps(unit.Owners)))
        {
            row.Lifted = Day.At(row.DeliveryMs);
        }
    }
}
