using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// Takes a recorded sale out of the book: a correction (更正登记) that puts those back who gave the units, each on a new certificate. The
/// register's own row is the proof of the error; whoever holds the units by the sale applies.
/// </summary>
/// <param name="old">The sale.</param>
/// <param name="numbers">Numbers of the correction, booked behind the sale.</param>
/// <param name="former">Titles before the sale, as the old deal lists its units.</param>
/// <param name="pages">The titles as the ledger has them, likewise.</param>
/// <param name="counter">Where the case is handled.</param>
internal sealed class SaleCorrection(
    KnownSale old, DealNumbers numbers, IReadOnlyList<HeldTitle> former, IReadOnlyList<(TitlePage Title, ByteString Entry)> pages, Counter counter)
{
    /// <summary>Code of what is wrong.</summary>
    private const string What = "REGISTER_CHANGED";

    /// <summary>Titles by unit code, as they are after it.</summary>
    public IReadOnlyDictionary<string, HeldTitle> TitlesAfter => old.Plan.Units.Select((unit, i) => (unit.Code, Title: former[i] with
    {
        IsOpen = true,
        Owners = [.. former[i].Owners.Select((owner, k) => owner with { Certificate = numbers.CorrectionCertificate(i, k) })],
    })).ToDictionary(static unit => unit.Code, static unit => unit.Title, StringComparer.Ordinal);

    /// <summary>Application, opening, review and recording, which stand in one envelope.</summary>
    public IReadOnlyList<RegistrationAct> Acts()
    {
        var day = numbers.Booking.Accepted.ToString();
        var application = Accept();
        var open = new OpenCorrectionRequest
        {
            AcceptanceNumber = application.AcceptanceNumber,
            By = CorrectionBy.Holder,
            Date = day,
            What = What,
            Document = new DocumentInput(),
        };
        open.UnitCodes.AddRange(old.Plan.Units.Select(static unit => unit.Code));
        var record = new RecordCorrectionRequest
        {
            Recording = counter.Recording(application, numbers.Booking.RecordedMs),
            Result = CorrectionResult.Corrected,
            Proof = ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(old.Plan.Id))),
            Document = new DocumentInput { Fields = { new DocumentField { Name = "source.id", Value = old.Plan.Id } } },
        };
        record.Units.AddRange(old.Plan.Units.Select(Unit));
        return
        [
            new RegistrationAct { AcceptApplication = application },
            new RegistrationAct { OpenCorrection = open },
            new RegistrationAct { ReviewCase = counter.Review(application, day) },
            new RegistrationAct { RecordCorrection = record },
        ];
    }

    private AcceptApplicationRequest Accept()
    {
        var request = new AcceptApplicationRequest
        {
            AcceptanceNumber = numbers.CorrectionAcceptance,
            AcceptanceTimeMs = numbers.Booking.AcceptedMs,
            Town = Counter.Town,
            Channel = CaseChannel.Counter,
            Document = new DocumentInput(),
        };
        for (var i = 0; i < old.Plan.Units.Count; i++)
        {
            var code = old.Plan.Units[i].Code;
            request.Flows.Add(new AcceptedFlowInput { Flow = FlowCode.F510, UnitCode = code, BusinessNumber = numbers.CorrectionBusiness(i) });
            request.Applicants.Add(new ApplicantsInput { UnitCode = code, Parties = { old.Import.Buyer(old.Row).ToInput() } });
        }

        return request;
    }

    private CorrectedUnitInput Unit(PlannedUnit unit, int place)
    {
        var (page, entry) = pages[place];
        var after = TitlesAfter[unit.Code];
        var shared = after.Owners.Count > 1;
        var title = new CorrectedTitleInput
        {
            CoOwnership = shared ? CoOwnership.Shares : CoOwnership.Single,
            RightType = page.RightType,
            Use = page.Use,
            Area = CaseText.Area(page.Area),
            InnerArea = CaseText.Area(page.InnerArea),
            SharedArea = CaseText.Area(page.SharedArea),
            LandNature = page.LandNature,
            HouseNature = page.HouseNature,
            LandTermLastDay = page.LandTermEnd == 0 ? "" : Day.FromNumber(page.LandTermEnd).AddDays(-1).ToString(),
            Floor = page.Floor,
            TotalFloors = page.TotalFloors,
            Completion = page.Completion == 0 ? "" : Day.FromNumber(page.Completion).ToString(),
            ResaleBarredUntil = page.ResaleBarredUntil == 0 ? "" : Day.FromNumber(page.ResaleBarredUntil).ToString(),
        };
        title.Owners.AddRange(after.Owners.Select(owner => new OwnerInput
        {
            Party = new InventedPerson(owner.CitizenNumber).ToInput(),
            Share = shared ? owner.Share : "",
            Certificate = owner.Certificate,
        }));
        return new CorrectedUnitInput { UnitCode = unit.Code, BusinessNumber = numbers.CorrectionBusiness(place), PreviousEntry = entry, Title = title };
    }
}
