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
    private const string Parcel = "441900004001GB00012W00000000";
    private const string NewFlat = "441900004001GB00012F00010101";

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
        var deed = new DemoDeed(Numbers, Numbers.Office("ZY"), flat, DemoPaper.An, DemoPaper.Bo, 1_000_000);
        var stated = deed.State();
        (stated.Kind, stated.Notarised, stated.Value) = (InstrumentKind.Inheritance, true, null);
        stated.Papers.Clear();
        stated.Papers.Add(new InstrumentPaperInput { Kind = "HEIRS_PROOF", Sha256 = DemoPaper.Hash("继承公证书") });
        await Story.DoAsync(Clerk, stated);

        // Nothing is paid for it; the organ values it, and the heirs are exempt.
        var (declared, assessed) = (deed.Declare(), deed.Assess());
        declared.Units[0].Price = DemoPaper.Yuan(0);
        (assessed.DeclaredPrice, assessed.BaseReason, assessed.VatTreatment) = (DemoPaper.Yuan(0), BaseReasonInput.AssessedUp, VatTreatment.NotSubject);
        while (assessed.Lines.Count > 1)
            assessed.Lines.RemoveAt(1);
        await Story.DoAsync("tax-clerk", declared, assessed, new ExemptTaxRequest
        {
            ContractNumber = deed.Basis,
            Date = Numbers.Today,
            Tax = TaxKind.Deed,
            Side = TaxSide.Transferee,
            Taxpayer = DemoPaper.Bo,
            Exemption = "LEGAL_HEIR",
            Document = DemoPaper.Of("proof", "亲属关系证明"),
        });
        await CarryAsync("inheritance", deed.Basis, Story.Known(flat, [DemoPaper.Bo], FlowCode.F214), ["--certificate", Numbers.Title()]);
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
        var parcel = new OpenFirstRegistrationRequest
        {
            Basis = FirstBasis.LandGrant,
            Opening = new OpeningInput
            {
                RightType = 3,
                Use = 701,
                Area = "5210.00",
                Owners = { new OwnerInput { Party = DemoPaper.Developer, Certificate = Numbers.Title() } },
            },
            Document = DemoPaper.Of("land-grant.contract", "国有建设用地使用权出让合同"),
        };
        await CarryAsync(
            "first-registration", "", Story.Known(Parcel, [DemoPaper.Developer], FlowCode.F101),
            ["--request", Story.Ledger.WriteRequest("parcel.json", parcel)]);

        var permit = Numbers.Permit();
        await Story.DoAsync("transaction-clerk", new IssuePermitRequest
        {
            PermitNumber = permit,
            Developer = DemoPaper.Developer.DocumentNumber,
            LandUnit = Parcel,
            Buildings = { NewFlat[..24] },
            Issued = Numbers.Today,
            Bank = CaseStory.Bank,
            Account = DemoPaper.Hash("监管账户"),
            Document = DemoPaper.Of("permit", "商品房预售许可证"),
        }, HouseRows(permit, HouseRowsKind.Predicted));
        var sale = new DemoDeed(Numbers, Numbers.Contract('A'), NewFlat, DemoPaper.Developer, DemoPaper.Chen, 1_090_000) { Permit = permit };
        var loan = new DemoLoan(Numbers, CaseStory.Bank, NewFlat, DemoPaper.Chen, sale.Basis);
        await Story.DoAsync("transaction-clerk", sale.Sign(), sale.File(), HouseRows(permit, HouseRowsKind.Surveyed));
        await Story.DoAsync(Officer, loan.Sign());

        var project = new RegisterProjectRequest
        {
            PermitNumber = permit,
            Parcel = Parcel,
            Developer = DemoPaper.Developer.DocumentNumber,
            RightType = 4,
            Part = 1,
            OfParts = 1,
            Rows = { new ProjectRowInput { Use = 10, Area = "89.50", InnerArea = "70.00", SharedArea = "19.50", Certificate = Numbers.Title() } },
            Document = DemoPaper.Of("acceptance.certificate", "竣工验收备案表"),
        };
        await CarryAsync(
            "first-registration", "", Story.Known(NewFlat, [DemoPaper.Developer], FlowCode.F102),
            ["--request", Story.Ledger.WriteRequest("project.json", project)]);
        await Story.DoAsync("tax-clerk", sale.Declare(), sale.Assess(), sale.Pay());
        await CarryAsync(
            "new-home-with-loan", sale.Basis, Story.Known(NewFlat, [DemoPaper.Developer, DemoPaper.Chen], FlowCode.F210, FlowCode.M1),
            ["--certificate", Numbers.Title(), "--certificate", Numbers.Proof()]);
    }

    [GeneratedRegex(@"\A(flows\[\d+\]\.business_number|applicants\[\d+\]\.parties\[\d+\]\.(name|document_number))\z", RegexOptions.None, 1000)]
    private static partial Regex NobodyWrote();

    private static string Flat(int number) => $"441900004001GB00011F00010{number}";

    private static PublishHouseRowsRequest HouseRows(string permit, HouseRowsKind kind) => new()
    {
        PermitNumber = permit,
        Kind = kind,
        Rows =
        {
            new HouseRowInput
            {
                UnitCode = NewFlat,
                PredictedArea = kind == HouseRowsKind.Predicted ? "89.50" : "",
                SurveyedArea = kind == HouseRowsKind.Surveyed ? "89.50" : "",
                InnerArea = "70.00",
                SharedArea = "19.50",
                Use = 10,
            },
        },
        Document = DemoPaper.Of("floor.plan", "分层分户图"),
    };

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
    private async Task CarryAsync(string template, string basis, AcceptApplicationRequest known, string[] record)
    {
        var number = Numbers.Acceptance();
        string[] rests = basis.Length > 0 ? ["--basis", basis] : [];
        string[] begin = ["case", "new", "--template", template, "--acceptance", number, "--town", LocalStaff.Town, .. rests];
        var asked = (await Story.HereAsync(Cli.ExitCode.Input, Clerk, begin))["error"]!["failures"]!.AsArray()
            .Select(static failure => (string)failure!["field"]!).ToList();
        if (basis.Length == 0)
            Assert.Equal(["flows[0].unit_code"], asked);
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
    }

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
