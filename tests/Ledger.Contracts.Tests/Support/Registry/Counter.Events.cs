using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>The counter as it is on a chain: staff are enrolled, and cases accepted and reviewed, by events of their own.</content>
internal sealed partial class Counter
{
    // A key of the tests, the same in every run, so that pages that hold it are too.
    private const string Key =
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnOIm+gMegqA3RNEP4IGPMjXmU5wyBQXl6RLjTTbZsROhRANCAARTMVFqqgTNWDgbrFunf9oVO749A8k3pLPnOY2kXnP5"
        + "LBeBpXoL11jMIPwdNKgNSNUvnMblgCXLjZW4CvG7KoT0";

    /// <summary>Whether it submits events instead of putting pages.</summary>
    public bool ByEvents { get; set; }

    /// <summary>The key of who reviews.</summary>
    public static ECDsa KeyOfReviewer()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(Key), out _);
        return key;
    }

    /// <summary>Brings the cases of an envelope's acts on the book to their review.</summary>
    public void TakeIn(Member signer, IReadOnlyList<IMessage> events)
    {
        if (!Open || !ledger.IsTwo)
            return;
        List<(Recording Recording, IMessage Event)> acts = [.. events
            .Select(e => ((e.Descriptor.FindFieldByName("recording")?.Accessor.GetValue(e) as Recording)!, e))
            .Where(static act => act.Item1 is not null)];
        if (acts.Count == 0)
            return;
        foreach (var (recording, _) in acts)
            Complete(recording);
        EnrolByEvent(signer, Operator, StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue);
        EnrolByEvent(signer, Reviewer, StaffDuty.Review);
        foreach (var acceptance in acts.GroupBy(static act => act.Recording.AcceptanceNumber))
        {
            if (ledger.Read<CasePage>(PageKeys.Case(acceptance.Key)) is null)
                Accept(signer, acceptance.First().Recording, [.. acceptance.Select(static act => act.Event)]);
        }
    }

    private void EnrolByEvent(Member signer, ByteString fingerprint, params StaffDuty[] duties)
    {
        if (ledger.Read<StaffPage>(PageKeys.Staff(signer.CreditCode, fingerprint.Span)) is not null)
            return;
        var e = new StaffEnrolled { Act = Acts.Of(), Fingerprint = fingerprint, Town = Town, From = 20000101, Until = 20990101 };
        e.Duties.AddRange(duties.Order());
        if (duties.Contains(StaffDuty.Review))
        {
            using var key = KeyOfReviewer();
            e.PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo());
        }

        ledger.Submit(signer, e).Accept();
    }

    private void Accept(Member signer, Recording recording, IReadOnlyList<IMessage> events)
    {
        var acts = events.SelectMany(e => ledger.ActsOf(signer, e)).ToList();
        var application = new ApplicationAccepted
        {
            Act = Acts.Of(),
            AcceptanceNumber = recording.AcceptanceNumber,
            AcceptanceMs = recording.AcceptanceTimeMs,
            Town = Town,
            ExecutingTown = Town,
            Basis = events.OfType<TransferRecorded>().FirstOrDefault()?.ContractNumber ?? "",
            Channel = CaseChannel.Counter,
            Part = 1,
            Parts = 1,
        };
        application.Flows.AddRange(acts
            .Select(static act => new CaseFlow { Flow = act.Flow, UnitCode = act.UnitCode, BusinessNumber = act.BusinessNumber })
            .OrderBy(static flow => flow.UnitCode, StringComparer.Ordinal).ThenBy(static flow => flow.Flow)
            .ThenBy(static flow => flow.BusinessNumber, StringComparer.Ordinal));
        foreach (var unit in acts.Select(static act => act.UnitCode).Distinct().Order(StringComparer.Ordinal))
        {
            var row = new UnitApplicants { UnitCode = unit };
            row.Parties.AddRange(ApplicantsFor(unit, events).Distinct().Order(Comparer<Party>.Create(PartyOrder.Compare)));
            application.Applicants.Add(row);
        }

        ledger.Submit(signer, application).Accept();
        var review = new CaseReviewed
        {
            Act = Acts.Of(),
            AcceptanceNumber = recording.AcceptanceNumber,
            Date = recording.RecordingDate,
            Reviewer = Reviewer,
            Result = ReviewResult.Pass,
            Step = 1,
        };
        review.Act.Operator = Reviewer;
        ledger.Submit(signer, review).Accept();
    }

    // Who gives and who takes; of another act who owns.
    private IEnumerable<Party> ApplicantsFor(string unit, IReadOnlyList<IMessage> events)
    {
        List<UnitTransfer> transfers = [.. events.OfType<TransferRecorded>().SelectMany(static e => e.Units).Where(transfer => transfer.UnitCode == unit)];
        return transfers.Count > 0
            ? transfers.SelectMany(static transfer => transfer.Sellers.Select(static seller => seller.Party)
                .Concat(transfer.Buyers.Select(static buyer => buyer.Party)))
            : ledger.Read<TitlePage>(PageKeys.Title(unit))?.Owners.Select(static owner => owner.Party) ?? [TestParty.An.At(unit)];
    }
}
