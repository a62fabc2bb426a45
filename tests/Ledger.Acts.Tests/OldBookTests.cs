using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts.Tests;

/// <summary>Numbers as an old book has them: taken by the acts that repeat it, with a reason where they are of no form, and by no other.</summary>
public sealed class OldBookTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Odd = "粤公莞临0012号";
    private const string Reason = "旧簿原件如此，公安机关已无档案";
    private const string Number = "opening.owners[0].party.document_number";

    [Fact]
    public void Fifteen_digits_of_a_migrated_row_are_the_owner_of_eighteen_in_doubt()
    {
        var old = Built(Migration(1, "440524880101996"));
        var now = Built(Migration(1, "440524188801019965"));

        Assert.Equal(Owner(now).Token, Owner(old).Token);
        Assert.Equal(IdentityClass.ResidentId, Owner(old).IdentityClass);
        Assert.Equal(("440524188801019965", "440524880101996"), (Field(old, "_owner.0.number"), Field(old, "_owner.0.number_written")));
        Assert.Equal(Number, Assert.Single(old.Doubts).Field);
        Assert.Equal(0u, ((MigratedOpened)old.Body).NumberExceptions);
        Assert.Empty(now.Doubts);
        Assert.Null(Field(now, "_owner.0.number_written"));
    }

    [Fact]
    public void Fifteen_digits_of_an_ordinary_act_are_refused_with_what_makes_them_eighteen_and_without_the_number()
    {
        var request = new OpenFirstRegistrationRequest { Recording = Recording(), Opening = Opening(1, "440524880101996") };

        var failure = Assert.Single(Failures(request));
        Assert.Equal(Number, failure.Field);
        Assert.Contains("在第6位后加“18”", failure.MessageZh, StringComparison.Ordinal);
        Assert.Contains("校验码“5”", failure.MessageZh, StringComparison.Ordinal);
        Assert.DoesNotContain("880101", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("number_exceptions", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1u, "440524880101")]
    [InlineData(1u, "440524188801019966")]
    [InlineData(5u, Odd)]
    [InlineData(6u, "D21435690")]
    [InlineData(7u, "4403010123456")]
    [InlineData(8u, "91441900MA0000015")]
    public void A_number_of_no_form_stands_in_a_migrated_row_with_its_reason_alone(uint type, string number)
    {
        var refused = Assert.Single(Failures(Migration(type, number)));
        Assert.Equal(Number, refused.Field);
        Assert.Contains("number_exceptions", refused.MessageZh, StringComparison.Ordinal);

        var built = Built(Migration(type, number, new NumberExceptionInput { Number = number, Reason = Reason }));
        Assert.Equal(IdentityClass.Other, Owner(built).IdentityClass);
        Assert.Equal(32, Owner(built).Token.Length);
        Assert.Equal(1u, ((MigratedOpened)built.Body).NumberExceptions);
        Assert.Equal((Reason, "?" + number), (Field(built, "_owner.0.number_exception"), Field(built, "_owner.0.number")));
    }

    [Fact]
    public void An_exception_needs_a_reason_and_a_party_that_needs_it()
    {
        Assert.Contains("number_exceptions[0].reason", Fields(Migration(5, Odd, new NumberExceptionInput { Number = Odd })));
        Assert.Contains("number_exceptions[0].reason", Fields(Migration(5, Odd, new NumberExceptionInput { Number = Odd, Reason = "　" })));
        Assert.Equal(["number_exceptions[0]"], Fields(Migration(1, "440524188801019965", new NumberExceptionInput
        {
            Number = "440524188801019965",
            Reason = Reason,
        })));
        Assert.Equal(["number_exceptions[1]"], Fields(Migration(
            5, Odd, new NumberExceptionInput { Number = Odd, Reason = Reason }, new NumberExceptionInput { Number = Odd, Reason = Reason })));
    }

    [Fact]
    public void Whoever_stands_by_a_number_of_no_form_is_named_by_it_when_the_right_document_is_recorded()
    {
        var request = new ChangeOwnerDetailsRequest
        {
            Recording = Recording(),
            UnitCode = Flat,
            BusinessNumber = "202105310001",
            Kind = OwnerDetail.IdentityDocument,
            Parties = { new PartyRenewalInput { Old = Party(5, Odd), Renewed = Party(1, "440524188801019965") } },
        };
        Assert.Equal(["parties[0].old.document_number"], Fields(request));

        request.NumberExceptions.Add(new NumberExceptionInput { Number = Odd, Reason = Reason });
        var renewal = Assert.Single(((OwnerDetailsChanged)Built(request).Body).Parties);
        Assert.Equal(Owner(Built(Migration(5, Odd, request.NumberExceptions[0]))).Token, renewal.Old.Token);

        // What is recorded from now on is of the right form.
        request.Parties[0] = new() { Old = Party(1, "440524188801019965"), Renewed = Party(5, Odd) };
        Assert.Contains("parties[0].renewed.document_number", Fields(request));
    }

    [Fact]
    public void Documents_of_every_organ_are_taken_over_with_a_migrated_seizure()
    {
        var request = Migration(1, "440524188801019965");
        request.Seizures.Add(new OldSeizureInput
        {
            Kind = SeizureKind.Seizure,
            Authority = "11441900000000019Y",
            DocumentNumber = "东公(经)查封字[2021]00012号",
            DeliveryTimeMs = 1_600_000_000_000,
            Term = new SeizureTerm { Months = 36 },
            Start = "2021-01-01",
            RecordingDate = "2021-01-01",
        });

        Assert.Equal("东公（经）查封字〔2021〕00012号", ((MigratedOpened)Built(request).Body).Seizures[0].DocumentNumber);
    }

    private static OpenMigratedRequest Migration(uint type, string number, params NumberExceptionInput[] exceptions)
    {
        var request = new OpenMigratedRequest { Recording = Recording(), Opening = Opening(type, number), MigrationDate = "2021-05-31" };
        request.NumberExceptions.AddRange(exceptions);
        return request;
    }

    private static RecordingInput Recording() => new()
    {
        AcceptanceNumber = "202105310001",
        AcceptanceTimeMs = 1_622_424_600_000,
        RecordingDate = "2021-05-31",
        Recorder = Google.Protobuf.ByteString.CopyFrom(new byte[32]),
        RecordingTimeMs = 1_622_424_600_000,
        Reviewer = Google.Protobuf.ByteString.CopyFrom(new byte[32]),
        Town = "441900119",
    };

    private static OpeningInput Opening(uint type, string number) => new()
    {
        UnitCode = Flat,
        BusinessNumber = "202105310001",
        RightType = 4,
        Use = 10,
        Area = "120.50",
        Owners = { new OwnerInput { Party = Party(type, number), Certificate = "粤（2021）东莞不动产权第0000001号" } },
    };

    private static PartyInput Party(uint type, string number) => new() { DocumentType = type, DocumentNumber = number, Name = "安一" };

    private static Party Owner(BuiltAct built) => ((MigratedOpened)built.Body).Opening.Owners[0].Party;

    private static string? Field(BuiltAct built, string name) => built.Document.Fields.FirstOrDefault(field => field.Name == name)?.Value;

    private static BuiltAct Built(Google.Protobuf.IMessage request)
    {
        var (built, scope) = Build(request);
        Assert.Empty(scope.Faults.All);
        return built;
    }

    private static IReadOnlyList<InputFailure> Failures(Google.Protobuf.IMessage request) => Build(request).Scope.Faults.All;

    private static IEnumerable<string> Fields(Google.Protobuf.IMessage request) => Failures(request).Select(static failure => failure.Field);

    private static (BuiltAct Built, ActScope Scope) Build(Google.Protobuf.IMessage request)
    {
        using var salts = new FixedSalts();
        var scope = new ActScope(new OneContract(), salts, Day.Of(2021, 6, 1), new byte[32], new byte[32]);
        return (scope.Build(AskedAct.Alone(request)), scope);
    }
}
