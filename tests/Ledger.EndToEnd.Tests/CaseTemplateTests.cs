using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Facts;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// The templates of <c>ledger case new</c>, each from a file of what the applicants bring to what stands in the book: nothing else is asked of
/// an applicant, and registration's clerk records the case by its number.
/// </summary>
public sealed partial class CaseTemplateTests(CaseTemplateTests.Town town) : IClassFixture<CaseTemplateTests.Town>
{
    private const string Clerk = "registration-clerk";
    private const string Officer = "bank-a-officer";
    private const decimal Worth = 1_000_000;

    private CaseStory Story => town.Story;

    private DemoNumbers Numbers => town.Story.Numbers;

    [Fact(Timeout = 600_000)]
    public async Task A_sale_of_a_used_home()
    {
        var flat = Flat(201);
        await Story.MigrateAsync(flat);
        var sale = await PaidSaleAsync(flat);
        await CarryAsync("sale", sale.Basis, Story.Known(flat, [DemoPaper.An, DemoPaper.Bo], FlowCode.F211), ["--certificate", Numbers.Title()]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_mortgage_and_its_cancellation()
    {
        var flat = Flat(202);
        await Story.MigrateAsync(flat);
        var loan = await MortgagedAsync(flat);
        await Story.DoAsync(Officer, loan.Release());
        await CarryAsync("mortgage-cancelled", "", Story.Known(flat, [DemoPaper.An], FlowCode.M9), []);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_sale_of_a_mortgaged_home_whose_mortgage_goes_along()
    {
        var flat = Flat(203);
        await Story.MigrateAsync(flat);
        var loan = await MortgagedAsync(flat);
        var sale = await PaidSaleAsync(flat);
        await Story.DoAsync(Clerk, new NotifyMortgageeRequest
        {
            Mortgage = loan.Id,
            ContractNumber = sale.Basis,
            Date = Numbers.Today,
            Document = DemoPaper.Of("notice", "通知书"),
        });
        var known = Story.Known(flat, [DemoPaper.An, DemoPaper.Bo], FlowCode.F212);
        await CarryAsync("sale-with-mortgage", sale.Basis, known, ["--certificate", Numbers.Title(), "--mortgages", "carried"]);
    }

    [Fact(Timeout = 600_000)]
    public async Task An_inheritance()
    {
        var flat = Flat(204);
        await Story.MigrateAsync(flat);
        var deed = new DemoDeed(Numbers, Numbers.Office("ZY"), flat, DemoPaper.An, DemoPaper.Bo, Worth);
        await Story.DoAsync(Clerk, Stated(deed, InstrumentKind.Inheritance, "HEIRS_PROOF"));
        await Story.DoAsync("tax-clerk", Declared(deed), Assessed(deed), Exempt(deed, DemoPaper.Bo, "LEGAL_HEIR"));
        await CarryAsync("inheritance", deed.Basis, Story.Known(flat, [DemoPaper.Bo], FlowCode.F214), ["--certificate", Numbers.Title()]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_gift()
    {
        var flat = Flat(207);
        await Story.MigrateAsync(flat);
        var deed = new DemoDeed(Numbers, Numbers.Office("ZY"), flat, DemoPaper.An, DemoPaper.Bo, Worth);
        await Story.DoAsync(Clerk, Stated(deed, InstrumentKind.Gift, "GIFT_DEED"));

        // Next of kin pay no income tax on what they are given.
        var (assessed, paid) = (Assessed(deed), deed.Pay());
        assessed.Lines.Add(new TaxLineInput
        {
            Tax = TaxKind.Income,
            Side = TaxSide.Transferee,
            Taxpayer = DemoPaper.Bo,
            Base = DemoPaper.Yuan(Worth),
            Rate = 20_000,
            Due = DemoPaper.Yuan(Worth / 5),
            Reduction = DemoPaper.Yuan(Worth / 5),
            Exemption = "INCOME_KIN",
            UnitCode = flat,
        });
        paid.Tickets.RemoveAt(1);
        await Story.DoAsync("tax-clerk", Declared(deed), assessed, paid);
        await CarryAsync("gift", deed.Basis, Story.Known(flat, [DemoPaper.An, DemoPaper.Bo], FlowCode.F213), ["--certificate", Numbers.Title()]);
    }

    [Fact(Timeout = 600_000)]
    public async Task An_exchange_is_one_application_for_both_homes()
    {
        var (given, taken) = (Flat(215), Flat(216));
        await Story.MigrateAsync(given);
        await Story.MigrateAsync(taken);
        var sale = await PaidSaleAsync(taken);
        await CarryAsync("sale", sale.Basis, Story.Known(taken, [DemoPaper.An, DemoPaper.Bo], FlowCode.F211), ["--certificate", Numbers.Title()]);
        var (one, other) = (Numbers.Office("ZY"), Numbers.Office("ZY"));
        await Story.DoAsync(Clerk, Side(one, other, given, DemoPaper.An, DemoPaper.Bo), Side(other, one, taken, DemoPaper.Bo, DemoPaper.An));

        var number = Numbers.Acceptance();
        var begin = Begin("exchange", number, one);
        var known = Story.Known(given, [DemoPaper.An, DemoPaper.Bo], FlowCode.F215);
        known.Flows.Add(new AcceptedFlowInput { UnitCode = taken, Flow = FlowCode.F215, BusinessNumber = Numbers.Business() });
        await Story.HereAsync(Cli.ExitCode.Ok, Clerk, [.. begin, "--file", Story.Ledger.WriteRequest("known.json", known)]);

        var flows = (await ShownAsync(number))["page"]!["flows"]!.AsArray();
        Assert.Equal([given, taken], flows.Select(static flow => (string?)flow!["unit_code"]));

        StateInstrumentRequest Side(string basis, string pair, string flat, PartyInput giver, PartyInput taker)
        {
            var stated = Stated(new DemoDeed(Numbers, basis, flat, giver, taker, Worth), InstrumentKind.Exchange, "CONTRACT");
            stated.Pair = pair;
            return stated;
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task A_home_that_becomes_a_couples()
    {
        var flat = Flat(208);
        await Story.MigrateAsync(flat);
        var deed = new DemoDeed(Numbers, Numbers.Office("ZY"), flat, DemoPaper.An, DemoPaper.Bo, Worth);
        var stated = Stated(deed, InstrumentKind.Spouse, "MARRIAGE_PROOF");
        stated.Takers.Add(DemoPaper.An);
        stated.Units[0].Buyers.Add(new StakeInput { Party = 1 });
        stated.Units[0].BuyerCoOwnership = CoOwnership.Joint;
        await Story.DoAsync(Clerk, stated);

        // Each takes half, and neither pays for it.
        var assessed = Assessed(deed);
        (assessed.Lines[0].Base, assessed.Lines[0].Due) = (DemoPaper.Yuan(Worth / 2), DemoPaper.Yuan(Worth / 200));
        assessed.Lines.Add(assessed.Lines[0].Clone());
        assessed.Lines[1].Taxpayer = DemoPaper.An;
        await Story.DoAsync(
            "tax-clerk", Declared(deed), assessed, Exempt(deed, DemoPaper.An, "SPOUSE"), Exempt(deed, DemoPaper.Bo, "SPOUSE"));
        await CarryAsync("partition", deed.Basis, Story.Known(flat, [DemoPaper.An, DemoPaper.Bo], FlowCode.F216), ["--certificate", Numbers.Title()]);
    }

    [Fact(Timeout = 600_000)]
    public async Task An_objection()
    {
        var flat = Flat(205);
        await Story.MigrateAsync(flat);
        var request = new EnterObjectionRequest
        {
            Applicant = DemoPaper.Bo,
            Ground = "TRUE_OWNER",
            Date = Numbers.Today,
            Proof = Numbers.Proof(),
            Document = DemoPaper.Of("refusal", "权利人不同意更正"),
        };
        var file = Story.Ledger.WriteRequest("objection.json", request);
        await CarryAsync("objection", "", Story.Known(flat, [DemoPaper.Bo], FlowCode.F600), ["--request", file]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_change_of_an_owners_document()
    {
        var flat = Flat(206);
        await Story.MigrateAsync(flat);
        var request = new ChangeOwnerDetailsRequest
        {
            Kind = OwnerDetail.IdentityDocument,
            Parties = { new PartyRenewalInput { Old = DemoPaper.An, Renewed = new() { DocumentType = 3, DocumentNumber = "E12345678", Name = "安一" } } },
            Document = DemoPaper.Of("statement", "同一人声明"),
        };
        var file = Story.Ledger.WriteRequest("owner.json", request);
        await CarryAsync("owner-details", "", Story.Known(flat, [DemoPaper.An], FlowCode.F310), ["--request", file]);
    }

    [Fact(Timeout = 600_000)]
    public async Task First_registrations_and_a_new_home_with_its_loan()
    {
        const string parcel = "441900004001GB00012W00000000";
        const string flat = "441900004001GB00012F00010101";
        await GrantAsync(parcel);
        var sale = await PresellAsync(parcel, flat);
        var loan = new DemoLoan(Numbers, CaseStory.Bank, flat, DemoPaper.Chen, sale.Basis);
        await Story.DoAsync(Officer, loan.Sign());

        var request = Project(sale.Permit, parcel, new ProjectRowInput { Certificate = Numbers.Title() });
        await CarryAsync(
            "first-registration", "", Story.Known(flat, [DemoPaper.Developer], FlowCode.F102),
            ["--request", Story.Ledger.WriteRequest("unit.json", request)]);
        await Story.DoAsync("tax-clerk", sale.Declare(), sale.Assess(), sale.Pay());
        await CarryAsync(
            "new-home-with-loan", sale.Basis, Story.Known(flat, [DemoPaper.Developer, DemoPaper.Chen], FlowCode.F210, FlowCode.M1),
            ["--certificate", Numbers.Title(), "--certificate", Numbers.Proof()]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_project_and_a_new_home_without_a_loan()
    {
        const string parcel = "441900004001GB00013W00000000";
        const string flat = "441900004001GB00013F00010101";
        const string other = "441900004001GB00013F00010102";
        await GrantAsync(parcel);
        var sale = await PresellAsync(parcel, flat, other);

        // The building's land is whose holders apply.
        var known = new AcceptApplicationRequest
        {
            Projects = { new AcceptedProjectInput { Flow = FlowCode.F102, Building = flat[..24], Units = 2 } },
            Document = DemoPaper.Of("application.form", "不动产登记申请书"),
        };
        Assert.Equal(
            ["applicants[0].parties[0].name", "applicants[0].parties[0].document_number"],
            await AskedAsync([.. Begin("project", Numbers.Acceptance(), ""), "--file", Story.Ledger.WriteRequest("building.json", known)]));
        known.Applicants.Add(new ApplicantsInput { UnitCode = parcel, Parties = { DemoPaper.Developer } });
        var request = Project(
            sale.Permit, parcel,
            new ProjectRowInput { UnitCode = flat, BusinessNumber = Numbers.Business(), Certificate = Numbers.Title() },
            new ProjectRowInput { UnitCode = other, BusinessNumber = Numbers.Business(), Certificate = Numbers.Title() });
        await CarryAsync("project", "", known, ["--request", Story.Ledger.WriteRequest("project.json", request)]);
        await Story.DoAsync("tax-clerk", sale.Declare(), sale.Assess(), sale.Pay());
        await CarryAsync(
            "new-home", sale.Basis, Story.Known(flat, [DemoPaper.Developer, DemoPaper.Chen], FlowCode.F210), ["--certificate", Numbers.Title()]);
    }

    [GeneratedRegex(@"\A(flows\[\d+\]\.business_number|applicants\[\d+\]\.parties\[\d+\]\.(name|document_number))\z", RegexOptions.None, 1000)]
    private static partial Regex NobodyWrote();

    private static string Flat(int number) => $"441900004001GB00011F00010{number}";

    private static PublishHouseRowsRequest HouseRows(string permit, HouseRowsKind kind, params string[] flats) => new()
    {
        PermitNumber = permit,
        Kind = kind,
        Rows =
        {
            flats.Select(flat => new HouseRowInput
            {
                UnitCode = flat,
                PredictedArea = kind == HouseRowsKind.Predicted ? "89.50" : "",
                SurveyedArea = kind == HouseRowsKind.Surveyed ? "89.50" : "",
                InnerArea = "70.00",
                SharedArea = "19.50",
                Use = 10,
            }),
        },
        Document = DemoPaper.Of("floor.plan", "分层分户图"),
    };

    private static RegisterProjectRequest Project(string permit, string parcel, params ProjectRowInput[] rows)
    {
        foreach (var row in rows)
            (row.Use, row.Area, row.InnerArea, row.SharedArea) = (10, "89.50", "70.00", "19.50");
        return new()
        {
            PermitNumber = permit,
            Parcel = parcel,
            Developer = DemoPaper.Developer.DocumentNumber,
            RightType = 4,
            Part = 1,
            OfParts = 1,
            Rows = { rows },
            Document = DemoPaper.Of("acceptance.certificate", "竣工验收备案表"),
        };
    }

    // Nobody pays for it: the organ values it, and assesses deed tax alone.
    private static StateInstrumentRequest Stated(DemoDeed deed, InstrumentKind kind, string paper)
    {
        var stated = deed.State();
        (stated.Kind, stated.Notarised, stated.Value) = (kind, true, null);
        stated.Papers.Clear();
        stated.Papers.Add(new InstrumentPaperInput { Kind = paper, Sha256 = DemoPaper.Hash(paper) });
        return stated;
    }

    private static DeclareTaxRequest Declared(DemoDeed deed)
    {
        var declared = deed.Declare();
        declared.Units[0].Price = DemoPaper.Yuan(0);
        return declared;
    }

    private static AssessTaxRequest Assessed(DemoDeed deed)
    {
        var assessed = deed.Assess();
        (assessed.DeclaredPrice, assessed.BaseReason, assessed.VatTreatment) = (DemoPaper.Yuan(0), BaseReasonInput.AssessedUp, VatTreatment.NotSubject);
        while (assessed.Lines.Count > 1)
            assessed.Lines.RemoveAt(1);
        return assessed;
    }

    private ExemptTaxRequest Exempt(DemoDeed deed, PartyInput who, string exemption) => new()
    {
        ContractNumber = deed.Basis,
        Date = Numbers.Today,
        Tax = TaxKind.Deed,
        Side = TaxSide.Transferee,
        Taxpayer = who,
        Exemption = exemption,
        Document = DemoPaper.Of("proof", "亲属关系证明"),
    };

    // The state grants the parcel to the developer: the template of granted land.
    private async Task GrantAsync(string parcel)
    {
        var grant = new DemoGrant(Numbers, parcel, 30_000_000);
        await Story.DoAsync(Clerk, grant.Stated());
        await Story.DoAsync("tax-clerk", grant.Declare(), grant.Assess(), grant.Pay());
        var request = new OpenFirstRegistrationRequest
        {
            Basis = FirstBasis.LandGrant,
            Instrument = grant.Number,
            Opening = new OpeningInput
            {
                RightType = 3,
                Use = 701,
                Area = "5210.00",
                Owners = { new OwnerInput { Party = DemoPaper.Developer, Certificate = Numbers.Title() } },
            },
            Document = DemoPaper.Of("land-grant.contract", "国有建设用地使用权出让合同"),
        };
        var view = await CarryAsync(
            "granted-land", grant.Number, Story.Known(parcel, [DemoPaper.Developer], FlowCode.F101),
            ["--request", Story.Ledger.WriteRequest("parcel.json", request)]);
        Assert.Equal("CASE_STEP_STATE_DONE", CaseStory.StateOf(view, "INSTRUMENT_STATED"));
        Assert.Equal("CASE_STEP_STATE_DONE", CaseStory.StateOf(view, "TAX_CLEARED"));
    }

    // The first of the flats is sold to Chen before it is built, then the building is surveyed.
    private async Task<DemoDeed> PresellAsync(string parcel, params string[] flats)
    {
        var permit = Numbers.Permit();
        var sale = new DemoDeed(Numbers, Numbers.Contract('A'), flats[0], DemoPaper.Developer, DemoPaper.Chen, 1_090_000) { Permit = permit };
        var issued = new IssuePermitRequest
        {
            PermitNumber = permit,
            Developer = DemoPaper.Developer.DocumentNumber,
            LandUnit = parcel,
            Buildings = { flats[0][..24] },
            Issued = Numbers.Today,
            Bank = CaseStory.Bank,
            Account = DemoPaper.Hash("监管账户"),
            Document = DemoPaper.Of("permit", "商品房预售许可证"),
        };
        await Story.DoAsync(
            "transaction-clerk", issued, HouseRows(permit, HouseRowsKind.Predicted, flats), sale.Sign(), sale.File(),
            HouseRows(permit, HouseRowsKind.Surveyed, flats));
        return sale;
    }

    // The bank's loan to An is in the book: the template of a mortgage.
    private async Task<DemoLoan> MortgagedAsync(string flat)
    {
        var loan = new DemoLoan(Numbers, CaseStory.Bank, flat, DemoPaper.An, "");
        await Story.DoAsync(Officer, loan.Sign());
        await CarryAsync("mortgage", "", Story.Known(flat, [DemoPaper.An], FlowCode.M1), ["--certificate", Numbers.Proof()]);
        return loan;
    }

    private async Task<DemoDeed> PaidSaleAsync(string flat)
    {
        var sale = new DemoDeed(Numbers, Numbers.Contract('B'), flat, DemoPaper.An, DemoPaper.Bo, 1_200_000);
        await Story.DoAsync("transaction-clerk", sale.Sign(), sale.File(), sale.Supervise(CaseStory.Bank));
        await Story.DoAsync(Officer, sale.Deposit());
        await Story.DoAsync("tax-clerk", sale.Declare(), sale.Assess(), sale.Pay());
        return sale;
    }

    // Accepted from a file, reviewed where the flow asks for it, recorded by its number.
    private async Task<JsonObject> CarryAsync(string template, string basis, AcceptApplicationRequest known, string[] record)
    {
        var number = Numbers.Acceptance();
        var begin = Begin(template, number, basis);
        var asked = await AskedAsync(begin);
        if (basis.Length == 0)
            Assert.Equal([known.Projects.Count > 0 ? "projects[0].building" : "flows[0].unit_code"], asked);
        else
            Assert.All(asked, static field => Assert.Matches(NobodyWrote(), field));
        await Story.HereAsync(Cli.ExitCode.Ok, Clerk, [.. begin, "--file", Story.Ledger.WriteRequest("known.json", known)]);
        if (CaseStory.StateOf(await ShownAsync(number), "RECORDED") != "CASE_STEP_STATE_DUE")
            await Story.DoAsync("registration-reviewer", Story.Passed(number));
        await Story.HereAsync(Cli.ExitCode.Ok, Clerk, ["case", "record", number, .. record]);
        var view = await ShownAsync(number);
        Assert.Equal("CASE_STATE_RECORDED", (string?)view["state"]);
        Assert.All(
            view["steps"]!.AsArray().Where(static step => (string?)step!["kind"] == "CASE_STEP_KIND_RECORDED"),
            static step => Assert.Equal("CASE_STEP_STATE_DONE", (string?)step!["state"]));
        return view;
    }

    private static string[] Begin(string template, string number, string basis)
    {
        string[] begin = ["case", "new", "--template", template, "--acceptance", number, "--town", LocalStaff.Town];
        return basis.Length > 0 ? [.. begin, "--basis", basis] : begin;
    }

    private async Task<List<string>> AskedAsync(string[] begin)
        => [.. (await Story.HereAsync(Cli.ExitCode.Input, Clerk, begin))["error"]!["failures"]!.AsArray()
            .Select(static failure => (string)failure!["field"]!)];

    private Task<JsonObject> ShownAsync(string number) => Story.HereAsync(Cli.ExitCode.Ok, Clerk, "case", "show", number);

    /// <summary>One network for all of them: each has a home of its own.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private CaseStory? story;

        internal CaseStory Story => story!;

        public async ValueTask InitializeAsync() => story = await CaseStory.BeginAsync();

        public async ValueTask DisposeAsync()
        {
            if (story is not null)
                await story.DisposeAsync();
        }
    }
}
