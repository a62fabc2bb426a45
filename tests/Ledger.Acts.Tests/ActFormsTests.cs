using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts.Tests;

public sealed class ActFormsTests
{
    [Fact]
    public void Every_act_of_a_door_has_a_form_and_every_form_a_door()
    {
        var listed = Door.All.SelectMany(static door => door.Forms).Distinct();

        Assert.Equal(ActForms.All.OrderBy(NameOf), listed.OrderBy(NameOf));
        Assert.All(ActForms.All, static form => Assert.NotEmpty(form.Departments));
        Assert.Equal(DepartmentNames.Registration, Assert.Single(ActForms.Of(RenewSeizureRequest.Descriptor).Departments));
    }

    [Fact]
    public void Every_event_has_one_form() => Assert.Equal(
        EventTypes.All.Select(static type => type.FullName), ActForms.All.Select(static form => form.Event.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_form_has_both_names_and_a_command_of_its_own()
    {
        Assert.All(ActForms.All, static form =>
        {
            Assert.Contains(form.Name.Chinese, static c => c >= '\u4e00');
            Assert.Contains(form.Name.English, static c => char.IsAsciiLetterLower(c));
            Assert.StartsWith($"ledger {form.Group} {form.Verb} ", form.Example, StringComparison.Ordinal);
        });
        Assert.Equal(ActForms.All.Count, ActForms.All.Select(NameOf).Distinct().Count());
    }

    [Fact]
    public void Every_option_leads_to_a_field_and_is_given_once()
    {
        foreach (var form in ActForms.All)
        {
            Assert.Equal(form.Options.Count, form.Options.Select(static option => option.Name).Distinct().Count());
            foreach (var option in form.Options)
            {
                var type = form.Request;
                FieldDescriptor? field = null;
                foreach (var name in option.Path.Split('.'))
                {
                    field = type.FindFieldByName(name);
                    Assert.True(field is not null, $"{NameOf(form)} {option.Name}: {type.FullName} has no field '{name}'");
                    type = field.FieldType == FieldType.Message ? field.MessageType : type;
                }

                Assert.NotEqual(FieldType.Message, field!.FieldType);
            }
        }
    }

    [Fact]
    public void Every_request_can_carry_a_document() =>
        Assert.All(ActForms.All, static form => Assert.Equal(DocumentInput.Descriptor, form.Request.FindFieldByName("document").MessageType));

    [Fact]
    public void Banks_act_through_the_door_of_finance_and_clerks_through_the_others_where_administrators_enrol_them() =>
        Assert.All(Door.All, static door => Assert.All(
            door.Forms,
            form => Assert.Equal(
                door.Department == DepartmentNames.Finance ? ActWriter.Bank : form.Group is "staff" or "sharing" ? ActWriter.Administrator : ActWriter.Clerk,
                door.WriterOf(form))));

    [Fact]
    public void A_door_wraps_the_requests_it_takes_and_no_others()
    {
        var door = Door.Of(DepartmentNames.Tax);

        Assert.Equal(new TaxAct { Pay = new PayTaxRequest { PaymentDate = "2021-06-01" } }, door.Wrap(new PayTaxRequest { PaymentDate = "2021-06-01" }));
        Assert.Throws<InvalidOperationException>(() => door.Wrap(new LiftSeizureRequest()));
    }

    [Fact]
    public void A_fault_is_named_within_an_act_that_comes_alone_and_with_its_place_among_several()
    {
        var act = new RegistrationAct { NotifyMortgagee = new NotifyMortgageeRequest { Date = "2021-02-30" } };

        Assert.Contains("date", FaultsOf(AskedAct.Of([act])));
        Assert.Contains("acts[0].notify_mortgagee.date", FaultsOf(AskedAct.Of([act], numbered: true)));
        Assert.Contains("acts[1].notify_mortgagee.date", FaultsOf(AskedAct.Of([act, act])));
    }

    [Fact]
    public void An_act_that_says_nothing_is_a_fault_by_its_place()
    {
        Assert.Equal(["acts[0].act"], FaultsOf(AskedAct.Of([new TaxAct()])));
        Assert.Contains("acts[1].act", FaultsOf(AskedAct.Of([new TaxAct { Refund = new RefundTaxRequest() }, new TaxAct()])));
    }

    [Theory]
    [InlineData("9990-01-01", 1_200u, 0u)]
    [InlineData("9990-01-01", 1u, 0u)]
    [InlineData("2021-01-01", 1_201u, 0u)]
    [InlineData("2021-01-01", 0u, 36_601u)]
    [InlineData("2021-01-01", uint.MaxValue, uint.MaxValue)]
    public void A_term_that_leaves_the_calendar_is_a_fault_as_the_ledger_counts_it(string start, uint months, uint days)
    {
        var seizure = new OldSeizureInput { Start = start, Term = new SeizureTerm { Months = months, Days = days } };

        var faults = FaultsOf([AskedAct.Alone(new OpenMigratedRequest { Seizures = { seizure } })]);

        Assert.Contains("seizures[0].term", faults);
        Assert.Throws<FactFormatException>(() => SeizureQueue.EndOf(Day.Parse(start), seizure.Term));
    }

    [Fact]
    public void A_later_act_knows_the_units_that_an_earlier_one_of_its_envelope_states()
    {
        using var salts = new FixedSalts();
        var scope = new ActScope(new NoPages(), salts, Day.Of(2021, 6, 1), new byte[32], new byte[32]);
        var taxpayer = new PartyInput { DocumentType = 1, DocumentNumber = "441900188001010016" };
        const string Contract = "441900B21050000001";
        scope.Build(AskedAct.Alone(new AssessTaxRequest
        {
            ContractNumber = Contract,
            UnitCodes = { "441900004001GB00012F00010102", "441900004001GB00012F00010101" },
        }));

        var exempted = (TaxExempted)scope.Build(AskedAct.Alone(new ExemptTaxRequest { ContractNumber = Contract, Taxpayer = taxpayer })).Body;

        Assert.Equal(2, exempted.Taxpayer.Tokens.Count);
        Assert.Equal(["441900004001GB00012F00010101", "441900004001GB00012F00010102"], scope.PartySalts.Select(static salt => salt.UnitCode));
    }

    private static List<string> FaultsOf(IReadOnlyList<AskedAct> acts)
    {
        using var salts = new FixedSalts();
        var scope = new ActScope(new NoPages(), salts, Day.Of(2021, 6, 1), new byte[32], new byte[32]);
        foreach (var act in acts)
            scope.Build(act);

        return [.. scope.Faults.All.Select(static fault => fault.Field)];
    }

    private static string NameOf(ActForm form) => $"{form.Group} {form.Verb}";

    private sealed class NoPages : IPageReader
    {
        public Page? ReadPage(string key) => null;
    }
}
