using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>The events that requests to the registration department must become, without tokens and document roots.</summary>
internal static class RegistrationActs
{
    public static IMessage Of(OpenFirstRegistrationRequest request, SignedRequest signed) => new FirstRegistered
    {
        Act = ActInput.Act(request.Document, signed),
        Recording = ActInput.Recording(request.Recording, signed.Operator),
        Opening = Opening(request.Opening),
    };

    public static IMessage Of(OpenMigratedRequest request, SignedRequest signed)
    {
        var opened = new MigratedOpened
        {
            Act = ActInput.Act(request.Document, signed),
            Recording = ActInput.Recording(request.Recording, signed.Operator),
            Opening = Opening(request.Opening),
            MigrationDate = ActInput.DayNumber(request.MigrationDate),
        };
        opened.Mortgages.AddRange(request.Mortgages.Select(OldMortgage));
        opened.Seizures.AddRange(request.Seizures.Select(OldSeizure));
        return opened;
    }

    public static IMessage Of(RecordTransferRequest request, SignedRequest signed)
    {
        var recorded = new TransferRecorded
        {
            Act = ActInput.Act(request.Document, signed),
            Recording = ActInput.Recording(request.Recording, signed.Operator),
            ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
            PriceFen = ActInput.Fen(request.Price),
            Mortgages = request.Mortgages,
        };
        recorded.Units.AddRange(request.Units.Select(Transfer));
        return recorded;
    }

    public static IMessage Of(RegisterMortgageRequest request, SignedRequest signed)
    {
        var registered = new MortgageRegistered
        {
            Act = ActInput.Act(request.Document, signed),
            Recording = ActInput.Recording(request.Recording, signed.Operator),
            Mortgage = ActInput.Mortgage(request.Mortgage),
            Terms = ActInput.Terms(request.Terms),
            Certificate = ActInput.Certificate(request.Certificate, legacy: false),
        };
        registered.Units.AddRange(request.Units.Select(unit => new MortgageUnitRecording
        {
            UnitCode = ActInput.Text<UnitCode>(unit.UnitCode),
            BusinessNumber = ActInput.Text<BusinessNumber>(unit.BusinessNumber),
            Rank = unit.Rank,
            Share = ActInput.Fraction(unit.Share),
        }));
        return registered;
    }

    public static IMessage Of(CancelMortgageRequest request, SignedRequest signed)
    {
        var cancelled = new MortgageCancelled
        {
            Act = ActInput.Act(request.Document, signed),
            Recording = ActInput.Recording(request.Recording, signed.Operator),
            Mortgage = ActInput.Mortgage(request.Mortgage),
            Certificate = request.Certificate is { } certificate ? ActInput.Certificate(certificate.Number, certificate.Legacy) : null,
        };
        cancelled.Units.AddRange(request.Units.Select(unit => new UnitBusiness
        {
            UnitCode = ActInput.Text<UnitCode>(unit.UnitCode),
            BusinessNumber = ActInput.Text<BusinessNumber>(unit.BusinessNumber),
        }));
        return cancelled;
    }

    public static IMessage Of(NotifyMortgageeRequest request, SignedRequest signed) => new MortgageeNotified
    {
        Act = ActInput.Act(request.Document, signed),
        Mortgage = ActInput.Mortgage(request.Mortgage),
        ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
        Date = ActInput.DayNumber(request.Date),
    };

    public static IMessage Of(EnterSeizureRequest request, SignedRequest signed) => new SeizureEntered
    {
        Act = ActInput.Act(request.Document, signed),
        Recording = ActInput.Recording(request.Recording, signed.Operator),
        UnitCode = ActInput.Text<UnitCode>(request.UnitCode),
        BusinessNumber = ActInput.Text<BusinessNumber>(request.BusinessNumber),
        Kind = request.Kind,
        Authority = ActInput.Text<CreditCode>(request.Authority),
        DocumentNumber = ActInput.Text<CourtDocumentNumber>(request.DocumentNumber),
        DeliveryTimeMs = request.DeliveryTimeMs,
        Term = request.Term,
    };

    public static IMessage Of(RenewSeizureRequest request, SignedRequest signed) => new SeizureRenewed
    {
        Act = ActInput.Act(request.Document, signed),
        Recording = ActInput.Recording(request.Recording, signed.Operator),
        UnitCode = ActInput.Text<UnitCode>(request.UnitCode),
        BusinessNumber = ActInput.Text<BusinessNumber>(request.BusinessNumber),
        Authority = ActInput.Text<CreditCode>(request.Authority),
        DocumentNumber = ActInput.Text<CourtDocumentNumber>(request.DocumentNumber),
        RenewalDocumentNumber = ActInput.Text<CourtDocumentNumber>(request.RenewalDocumentNumber),
        Term = request.Term,
    };

    public static IMessage Of(LiftSeizureRequest request, SignedRequest signed) => new SeizureLifted
    {
        Act = ActInput.Act(request.Document, signed),
        Recording = ActInput.Recording(request.Recording, signed.Operator),
        UnitCode = ActInput.Text<UnitCode>(request.UnitCode),
        BusinessNumber = ActInput.Text<BusinessNumber>(request.BusinessNumber),
        Authority = ActInput.Text<CreditCode>(request.Authority),
        DocumentNumber = ActInput.Text<CourtDocumentNumber>(request.DocumentNumber),
        LiftDocumentNumber = ActInput.Text<CourtDocumentNumber>(request.LiftDocumentNumber),
        Outcome = request.Outcome,
    };

    public static IEnumerable<IMessage> Of(RegistrationBatchRequest request, SignedRequest signed) => request.Acts.Select(act => act.ActCase switch
    {
        RegistrationAct.ActOneofCase.OpenFirstRegistration => Of(act.OpenFirstRegistration, signed),
        RegistrationAct.ActOneofCase.OpenMigrated => Of(act.OpenMigrated, signed),
        RegistrationAct.ActOneofCase.RecordTransfer => Of(act.RecordTransfer, signed),
        RegistrationAct.ActOneofCase.RegisterMortgage => Of(act.RegisterMortgage, signed),
        RegistrationAct.ActOneofCase.CancelMortgage => Of(act.CancelMortgage, signed),
        RegistrationAct.ActOneofCase.NotifyMortgagee => Of(act.NotifyMortgagee, signed),
        RegistrationAct.ActOneofCase.EnterSeizure => Of(act.EnterSeizure, signed),
        RegistrationAct.ActOneofCase.RenewSeizure => Of(act.RenewSeizure, signed),
        RegistrationAct.ActOneofCase.LiftSeizure => Of(act.LiftSeizure, signed),
        _ => throw new ArgumentException("An act of the batch is empty.", nameof(request)),
    });

    private static Opening? Opening(OpeningInput? input)
    {
        if (input is null)
        {
            return null;
        }

        var unitCode = UnitCode.Parse(ActInput.Text<UnitCode>(input.UnitCode));
        var opening = new Opening
        {
            UnitCode = unitCode.ToString(),
            BusinessNumber = ActInput.Text<BusinessNumber>(input.BusinessNumber),
            RightType = input.RightType,
            Use = input.Use,
            Area = ActInput.Hundredths(input.Area),
            CoOwnership = input.CoOwnership,
        };
        opening.Owners.AddRange(input.Owners.Select(Holder));
        opening.Parcels.AddRange(unitCode.Parcels(input.FurtherParcels.Select(ActInput.Text<UnitCode>)));
        return opening;
    }

    private static IEnumerable<string> Parcels(this UnitCode unit, IEnumerable<string> further) =>
        unit.IsParcel ? [] : further.Append(unit.ParcelUnit.ToString()).Distinct(StringComparer.Ordinal);

    private static Holder Holder(OwnerInput owner) => new()
    {
        Party = ActInput.Party(owner.Party),
        Share = ActInput.Fraction(owner.Share),
        Group = owner.Group,
        Certificate = ActInput.Certificate(owner.Certificate, owner.LegacyCertificate),
    };

    private static UnitTransfer Transfer(UnitTransferInput input)
    {
        var transfer = new UnitTransfer
        {
            UnitCode = ActInput.Text<UnitCode>(input.UnitCode),
            BusinessNumber = ActInput.Text<BusinessNumber>(input.BusinessNumber),
            CoOwnership = input.CoOwnership,
        };
        transfer.Previous.AddRange(input.Previous.Select(certificate => ActInput.Certificate(certificate.Number, certificate.Legacy)));
        transfer.Sellers.AddRange(input.Sellers.Select(seller => new PartShare { Party = ActInput.Party(seller.Party), Share = ActInput.Fraction(seller.Share) }));
        transfer.Buyers.AddRange(input.Buyers.Select(Holder));
        transfer.Reissues.AddRange(input.Reissues.Select(owner => new Reissue
        {
            Party = ActInput.Party(owner.Party),
            Certificate = ActInput.Certificate(owner.Certificate, owner.LegacyCertificate),
        }));
        return transfer;
    }

    private static MortgageRow OldMortgage(OldMortgageInput input) => new()
    {
        Id = ActInput.Mortgage(input.Mortgage),
        Certificate = ActInput.Certificate(input.Certificate, input.LegacyCertificate),
        Terms = ActInput.Terms(input.Terms),
        Rank = input.Rank,
        RecordingDate = ActInput.DayNumber(input.RecordingDate),
        Share = ActInput.Fraction(input.Share),
        Units = 1,
        BusinessNumber = ActInput.Text<BusinessNumber>(input.BusinessNumber),
    };

    private static SeizureRow OldSeizure(OldSeizureInput input)
    {
        var row = new SeizureRow
        {
            Kind = input.Kind,
            Authority = ActInput.Text<CreditCode>(input.Authority),
            DocumentNumber = ActInput.Text<CourtDocumentNumber>(input.DocumentNumber),
            DeliveryTimeMs = input.DeliveryTimeMs,
            Term = input.Term,
            RecordingDate = ActInput.DayNumber(input.RecordingDate),
            BusinessNumber = ActInput.Text<BusinessNumber>(input.BusinessNumber),
        };
        return input.Start.Length == 0 ? row : SeizureQueue.Start(row, Day.Parse(Canonicalize.Fold(input.Start)));
    }
}
