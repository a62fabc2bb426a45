using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>Requests to the registration department as events.</summary>
internal static class RegistrationActs
{
    public static BuiltAct Of(ActScope scope, string path, RegistrationAct act) => act.ActCase switch
    {
        RegistrationAct.ActOneofCase.OpenFirstRegistration => Of(scope, path + "open_first_registration.", act.OpenFirstRegistration),
        RegistrationAct.ActOneofCase.OpenMigrated => Of(scope, path + "open_migrated.", act.OpenMigrated),
        RegistrationAct.ActOneofCase.RecordTransfer => Of(scope, path + "record_transfer.", act.RecordTransfer),
        RegistrationAct.ActOneofCase.RegisterMortgage => Of(scope, path + "register_mortgage.", act.RegisterMortgage),
        RegistrationAct.ActOneofCase.CancelMortgage => Of(scope, path + "cancel_mortgage.", act.CancelMortgage),
        RegistrationAct.ActOneofCase.NotifyMortgagee => Of(scope, path + "notify_mortgagee.", act.NotifyMortgagee),
        RegistrationAct.ActOneofCase.EnterSeizure => Of(scope, path + "enter_seizure.", act.EnterSeizure),
        RegistrationAct.ActOneofCase.RenewSeizure => Of(scope, path + "renew_seizure.", act.RenewSeizure),
        RegistrationAct.ActOneofCase.LiftSeizure => Of(scope, path + "lift_seizure.", act.LiftSeizure),
        _ => ContractActs.Absent(scope, path),
    };

    public static BuiltAct Of(ActScope scope, string path, OpenFirstRegistrationRequest request)
    {
        var draft = new ActDraft(scope, path, request.Document);
        var body = new FirstRegistered
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            Opening = Opening(scope, draft, request.Opening, path + "opening"),
        };
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, OpenMigratedRequest request)
    {
        var draft = new ActDraft(scope, path, request.Document);
        var body = new MigratedOpened
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            Opening = Opening(scope, draft, request.Opening, path + "opening"),
            MigrationDate = scope.Input.PastDay(request.MigrationDate, path + "migration_date"),
        };
        scope.Input.Count(request.Mortgages.Count, path + "mortgages", least: 0);
        scope.Input.Count(request.Seizures.Count, path + "seizures", least: 0);
        body.Mortgages.AddRange(request.Mortgages
            .Select((mortgage, i) => OldMortgage(scope, draft, mortgage, i, $"{path}mortgages[{i}]"))
            .OrderBy(row => row.Rank));
        body.Seizures.AddRange(request.Seizures.Select((seizure, i) => OldSeizure(scope, seizure, $"{path}seizures[{i}]")));
        return draft.Finish(body, static (b, act) =>
        {
            // As every row that an act writes, those taken over rest on the act's own document.
            b.Act = act;
            foreach (var row in b.Mortgages)
            {
                row.Document = act.Document;
            }

            foreach (var row in b.Seizures)
            {
                row.Document = act.Document;
            }
        });
    }

    public static BuiltAct Of(ActScope scope, string path, RecordTransferRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var converted = false;
        var body = new TransferRecorded
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            PriceFen = input.Amount(request.Price, path + "price", ref converted),
            Mortgages = input.Known(request.Mortgages, path + "mortgages", zeroIsUnspecified: false),
        };
        foreach (var (unit, asked, field) in scope.Units(request.Units, unit => unit.UnitCode, path + "units"))
        {
            body.Units.Add(Transfer(scope, draft, unit, asked, field));
            draft.Names(unit.Text);
        }

        // The contract's page is judged on: the envelope must not be older.
        scope.Page(PageKeys.Contract(body.ContractNumber));
        draft.Names(body.ContractNumber);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, RegisterMortgageRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new MortgageRegistered
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            Mortgage = MortgageInputs.Id(scope, request.Mortgage, path + "mortgage"),
            Terms = MortgageInputs.Terms(scope, request.Terms, path + "terms", out _),
            Certificate = Certificate(scope, draft, request.Certificate, legacy: false, path + "certificate", "certificate"),
        };
        foreach (var (unit, asked, field) in scope.Units(request.Units, unit => unit.UnitCode, path + "units"))
        {
            body.Units.Add(new MortgageUnitRecording
            {
                UnitCode = unit.Text,
                BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, field + ".business_number"),
                Rank = asked.Rank,
                Share = input.Share(asked.Share, field + ".share"),
            });
            draft.Names(unit.Text);
        }

        scope.Page(PageKeys.Mortgage(body.Mortgage));
        draft.Names(MortgageInputs.Subject(body.Mortgage));
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, CancelMortgageRequest request)
    {
        var draft = new ActDraft(scope, path, request.Document);
        var certificate = scope.Input.Required(request.Certificate, path + "certificate");
        var body = new MortgageCancelled
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            Mortgage = MortgageInputs.Id(scope, request.Mortgage, path + "mortgage"),
            Certificate = Certificate(scope, draft, certificate.Number, certificate.Legacy, path + "certificate.number", "certificate"),
        };
        foreach (var (unit, asked, field) in scope.Units(request.Units, unit => unit.UnitCode, path + "units"))
        {
            body.Units.Add(new UnitBusiness
            {
                UnitCode = unit.Text,
                BusinessNumber = scope.Input.Text<BusinessNumber>(asked.BusinessNumber, field + ".business_number"),
            });
            draft.Names(unit.Text);
        }

        scope.Page(PageKeys.Mortgage(body.Mortgage));
        draft.Names(MortgageInputs.Subject(body.Mortgage));
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, NotifyMortgageeRequest request)
    {
        var draft = new ActDraft(scope, path, request.Document);
        var body = new MortgageeNotified
        {
            Mortgage = MortgageInputs.Id(scope, request.Mortgage, path + "mortgage"),
            ContractNumber = scope.Input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            Date = scope.Input.PastDay(request.Date, path + "date"),
        };
        scope.Page(PageKeys.Mortgage(body.Mortgage));
        ContractActs.NameContract(scope, draft, body.ContractNumber);
        draft.Names(MortgageInputs.Subject(body.Mortgage));
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, EnterSeizureRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new SeizureEntered
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            UnitCode = Unit(scope, draft, request.UnitCode, path + "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, path + "business_number"),
            Kind = input.Known(request.Kind, path + "kind"),
            Authority = input.Text<CreditCode>(request.Authority, path + "authority"),
            DocumentNumber = input.Text<CourtDocumentNumber>(request.DocumentNumber, path + "document_number"),
            DeliveryTimeMs = input.PastInstant(request.DeliveryTimeMs, path + "delivery_time_ms"),
            Term = Term(scope, request.Term, path + "term"),
        };
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, RenewSeizureRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new SeizureRenewed
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            UnitCode = Unit(scope, draft, request.UnitCode, path + "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, path + "business_number"),
            Authority = input.Text<CreditCode>(request.Authority, path + "authority"),
            DocumentNumber = input.Text<CourtDocumentNumber>(request.DocumentNumber, path + "document_number"),
            RenewalDocumentNumber = input.Text<CourtDocumentNumber>(request.RenewalDocumentNumber, path + "renewal_document_number"),
            Term = Term(scope, request.Term, path + "term"),
        };
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, LiftSeizureRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new SeizureLifted
        {
            Recording = Recording(scope, request.Recording, path + "recording"),
            UnitCode = Unit(scope, draft, request.UnitCode, path + "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, path + "business_number"),
            Authority = input.Text<CreditCode>(request.Authority, path + "authority"),
            DocumentNumber = input.Text<CourtDocumentNumber>(request.DocumentNumber, path + "document_number"),
            LiftDocumentNumber = input.Text<CourtDocumentNumber>(request.LiftDocumentNumber, path + "lift_document_number"),
            Outcome = input.Known(request.Outcome, path + "outcome"),
        };
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    private static string Unit(ActScope scope, ActDraft draft, string code, string field)
    {
        var unit = scope.Unit(code, field)?.Text ?? "";
        draft.Names(unit);
        return unit;
    }

    private static SeizureTerm Term(ActScope scope, SeizureTerm? term, string field)
    {
        var stated = scope.Input.Required(term, field);
        if (term is not null && stated is { Months: 0, Days: 0 })
        {
            scope.Input.Fault(field, "查封期限为0", "the term is empty", "months or days above 0");
        }

        return stated.Clone();
    }

    private static Recording Recording(ActScope scope, RecordingInput? recording, string field)
    {
        var input = scope.Input;
        if (recording is null)
        {
            scope.Faults.Missing(field);
            return new();
        }

        return new()
        {
            AcceptanceNumber = input.Text<AcceptanceNumber>(recording.AcceptanceNumber, field + ".acceptance_number"),
            AcceptanceTimeMs = input.PastInstant(recording.AcceptanceTimeMs, field + ".acceptance_time_ms"),
            RecordingDate = input.PastDay(recording.RecordingDate, field + ".recording_date"),
            Recorder = recording.Recorder.IsEmpty ? scope.Operator : input.Hash(recording.Recorder, field + ".recorder"),
        };
    }

    private static Opening Opening(ActScope scope, ActDraft draft, OpeningInput? opening, string field)
    {
        var input = scope.Input;
        if (opening is null)
        {
            scope.Faults.Missing(field);
            return new();
        }

        var unit = scope.Unit(opening.UnitCode, field + ".unit_code");
        var body = new Opening
        {
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(opening.BusinessNumber, field + ".business_number"),
            RightType = opening.RightType,
            Use = opening.Use,
            Area = input.Area(opening.Area, field + ".area"),
            CoOwnership = input.Known(opening.CoOwnership, field + ".co_ownership", zeroIsUnspecified: false),
            Epoch = unit?.Epoch ?? 0,
        };
        input.Count(opening.Owners.Count, field + ".owners");
        if (unit is not null)
        {
            body.Owners.AddRange(Holders(scope, draft, unit, opening.Owners, field + ".owners", "owner"));
            body.Parcels.AddRange(Parcels(input, unit.Code, opening.FurtherParcels, field + ".further_parcels"));
        }

        draft.Names(body.UnitCode);
        return body;
    }

    private static SortedSet<string> Parcels(InputReader input, UnitCode unit, RepeatedField<string> further, string field)
    {
        input.Count(further.Count, field, least: 0);
        var parcels = new SortedSet<string>(StringComparer.Ordinal);
        if (!unit.IsParcel)
        {
            parcels.Add(unit.ParcelUnit.ToString());
        }

        for (var i = 0; i < further.Count; i++)
        {
            if (input.Unit(further[i], $"{field}[{i}]") is not { } parcel)
            {
                continue;
            }

            if (!parcel.IsParcel || unit.IsParcel || !parcels.Add(parcel.ToString()))
            {
                input.Fault($"{field}[{i}]", "不是另一宗地的单元代码", "it is no code of a further parcel", "a parcel unit (…W00000000) besides the unit's own, each once");
            }
        }

        return parcels;
    }

    private static MortgageRow OldMortgage(ActScope scope, ActDraft draft, OldMortgageInput mortgage, int index, string field)
    {
        var row = new MortgageRow
        {
            Id = MortgageInputs.Id(scope, mortgage.Mortgage, field + ".mortgage"),
            Terms = MortgageInputs.Terms(scope, mortgage.Terms, field + ".terms", out _),
            Certificate = Certificate(scope, draft, mortgage.Certificate, mortgage.LegacyCertificate, field + ".certificate", $"mortgage.{index}.certificate"),
            Rank = mortgage.Rank,
            RecordingDate = scope.Input.PastDay(mortgage.RecordingDate, field + ".recording_date"),
            Share = scope.Input.Share(mortgage.Share, field + ".share"),
            Units = 1,
            BusinessNumber = scope.Input.OptionalText<BusinessNumber>(mortgage.BusinessNumber, field + ".business_number"),
        };
        draft.Names(MortgageInputs.Subject(row.Id));
        return row;
    }

    private static SeizureRow OldSeizure(ActScope scope, OldSeizureInput seizure, string field)
    {
        var input = scope.Input;
        var start = input.OptionalDay(seizure.Start, field + ".start");
        var term = Term(scope, seizure.Term, field + ".term");
        return new()
        {
            Kind = input.Known(seizure.Kind, field + ".kind"),
            Authority = input.Text<CreditCode>(seizure.Authority, field + ".authority"),
            DocumentNumber = input.Text<CourtDocumentNumber>(seizure.DocumentNumber, field + ".document_number"),
            DeliveryTimeMs = input.PastInstant(seizure.DeliveryTimeMs, field + ".delivery_time_ms"),
            Term = term,
            Start = start,
            End = start == 0 || term is { Months: 0, Days: 0 } ? 0 : EndOf(input, Day.FromNumber(start), term, field + ".term"),
            RecordingDate = input.PastDay(seizure.RecordingDate, field + ".recording_date"),
            BusinessNumber = input.OptionalText<BusinessNumber>(seizure.BusinessNumber, field + ".business_number"),
        };
    }

    private static uint EndOf(InputReader input, Day start, SeizureTerm term, string field)
    {
        if (SeizureQueue.TryEndOf(start, term, out var end, out var error))
        {
            return end.Number;
        }

        input.Fault(field, error);
        return 0;
    }

    private static UnitTransfer Transfer(ActScope scope, ActDraft draft, ActUnit unit, UnitTransferInput asked, string field)
    {
        var input = scope.Input;
        var body = new UnitTransfer
        {
            UnitCode = unit.Text,
            BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, field + ".business_number"),
            CoOwnership = input.Known(asked.CoOwnership, field + ".co_ownership", zeroIsUnspecified: false),
            Epoch = unit.Epoch,
        };
        var previous = asked.Previous
            .Select((c, i) => Certificate(scope, draft, c.Number, c.Legacy, $"{field}.previous[{i}].number", $"{unit.Text}.previous.{i}"))
            .ToList();
        previous.Sort(PartyOrder.Compare);
        body.Previous.AddRange(previous);

        input.Count(asked.Sellers.Count, field + ".sellers");
        var sellers = asked.Sellers.Select((seller, i) => new PartShare
        {
            Party = scope.At(scope.Party(seller.Party, $"{field}.sellers[{i}].party", draft, $"{unit.Text}.seller.{i}", named: false), unit),
            Share = input.OptionalShare(seller.Share, $"{field}.sellers[{i}].share"),
        }).ToList();
        sellers.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Sellers.AddRange(sellers);

        input.Count(asked.Buyers.Count, field + ".buyers");
        body.Buyers.AddRange(Holders(scope, draft, unit, asked.Buyers, field + ".buyers", $"{unit.Text}.buyer"));
        var reissues = asked.Reissues.Select((owner, i) => new Reissue
        {
            Party = scope.At(scope.Party(owner.Party, $"{field}.reissues[{i}].party", draft, $"{unit.Text}.reissue.{i}", named: false), unit),
            Certificate = Certificate(scope, draft, owner.Certificate, owner.LegacyCertificate, $"{field}.reissues[{i}].certificate", $"{unit.Text}.reissue.{i}.certificate"),
        }).ToList();
        reissues.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Reissues.AddRange(reissues);
        return body;
    }

    private static List<Holder> Holders(ActScope scope, ActDraft draft, ActUnit unit, IReadOnlyList<OwnerInput> owners, string field, string name)
    {
        var holders = owners.Select((owner, i) => new Holder
        {
            Party = scope.At(scope.Party(owner.Party, $"{field}[{i}].party", draft, $"{name}.{i}"), unit),
            Share = scope.Input.OptionalShare(owner.Share, $"{field}[{i}].share"),
            Group = owner.Group,
            Certificate = Certificate(scope, draft, owner.Certificate, owner.LegacyCertificate, $"{field}[{i}].certificate", $"{name}.{i}.certificate"),
        }).ToList();
        holders.Sort(PartyOrder.Compare);
        return holders;
    }

    private static CertificateId Certificate(ActScope scope, ActDraft draft, string number, bool legacy, string field, string name)
    {
        if (!legacy)
        {
            return new() { Number = scope.Input.Text<CertificateNumber>(number, field) };
        }

        // A legacy number is free text: a field of the document, on the ledger only its hash.
        if (!Canonicalize.TryParse<LegacyCertificateNumber>(number, out var value, out var error))
        {
            scope.Input.Fault(field, error);
            return new();
        }

        draft.Field($"_{name}", value.ToString(), field);
        return new() { LegacyHash = ByteString.CopyFrom(value.Hash) };
    }
}
