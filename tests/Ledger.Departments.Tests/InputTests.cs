using Google.Protobuf;
using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class InputTests
{
    private const string Method = Clerk.Transaction;

    public static TheoryData<string, string> Faults => new()
    {
        { "unit", "units[0].unit_code" },
        { "virtual check digit", "sellers[0].document_number" },
        { "future birth", "sellers[0].document_number" },
        { "credit code", "buyers[0].document_number" },
        { "contract", "contract_number" },
        { "negative", "price.value" },
        { "overflow", "price.value" },
        { "no price", "price" },
        { "unknown unit of money", "price.unit" },
        { "denominator 0", "units[0].share" },
        { "share above 1", "units[0].share" },
        { "share overflow", "units[0].share" },
        { "no such day", "signing_date" },
        { "future", "signing_date" },
        { "party index", "units[0].sellers[0].party" },
        { "unknown enum", "kind" },
        { "no enum", "kind" },
        { "same unit twice", "units[1].unit_code" },
        { "same party twice", "buyers[1]" },
        { "document type", "sellers[0].document_type" },
        { "field name", "document.fields[0].name" },
        { "empty field name", "document.fields[0].name" },
        { "control character in a field", "document.fields[0].value" },
        { "name of nothing", "sellers[0].name" },
        { "invisible character in a name", "buyers[0].name" },
        { "file hash", "document.files[0].sha256" },
        { "long value", "document.fields[0]" },
        { "no context", "context" },
        { "short id", "context.id" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Bad_input_is_refused_with_the_field_and_both_languages_and_nothing_is_kept(string fault, string field)
    {
        await using var city = new TestCity();
        await city.StartAsync("transaction");
        var clerk = new Clerk(city, "transaction", city["transaction"].Operator);
        var request = Requests.Sale();
        Spoil(request, fault);

        var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, clerk.SignAsync(request));

        var failure = Details.Of<InputFailure>(refused)[0];
        Assert.Equal(field, failure.Field);
        Assert.NotEqual("", failure.MessageZh);
        Assert.NotEqual("", failure.MessageEn);
        Assert.NotEqual("", failure.Expected);
        Assert.Empty(city.Store("transaction").ListNumbers(0, 10));
    }

    [Fact]
    public async Task A_wrong_check_digit_names_its_position_and_the_digit_expected_and_never_the_number()
    {
        await using var city = new TestCity();
        await city.StartAsync("transaction");
        var request = Requests.Sale();
        request.Acts[0].SignContract.Sellers[0].DocumentNumber = "441900188001010015";

        var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, new Clerk(city, "transaction", city["transaction"].Operator).SignAsync(request));

        var failure = Details.Of<InputFailure>(refused).Single();
        Assert.Equal(18u, failure.Position);
        Assert.Contains("6", failure.Expected, StringComparison.Ordinal);
        Assert.DoesNotContain("441900188001010015", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_request_are_told_at_once()
    {
        await using var city = new TestCity();
        await city.StartAsync("transaction");
        var request = Requests.Sale();
        Spoil(request, "future");
        Spoil(request, "negative");
        Spoil(request, "denominator 0");

        var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, new Clerk(city, "transaction", city["transaction"].Operator).SignAsync(request));
        Assert.Equal(["signing_date", "price.value", "units[0].share"], Details.Of<InputFailure>(refused).Select(f => f.Field));
    }

    [Fact]
    public async Task Full_width_input_is_folded_to_one_spelling()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await city.StartAsync("transaction");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
        var request = Requests.Sale();
        var sale = request.Acts[0].SignContract;
        sale.Units[0].UnitCode = "４４１９００ ００４００１ ＧＢ０００１２ Ｆ０００１０１０１";
        sale.Sellers[0].DocumentNumber = "４４１９００１８８００１０１００１６";
        sale.Price.Value = "１２０００００";

        var reply = await new Clerk(city, "transaction", city["transaction"].Operator).SignAsync(request);
        Assert.Equal(RecordState.Recorded, reply.State);
        Assert.Contains(Requests.Flat, reply.Receipt.Entry.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_fields_another_encoding_truncated_and_oversized_messages_are_refused()
    {
        await using var city = new TestCity();
        await city.StartAsync("transaction");
        var certificate = city["transaction"].Operator;
        var invoker = city.Connect("transaction", certificate);
        var request = Requests.Sale();
        var bytes = request.ToByteArray();
        var headers = TestCity.Sign(certificate, Method, request);

        await Refused([.. bytes, 0xF8, 0x3F, 0x01], StatusCode.InvalidArgument);
        await Refused([.. bytes, 0x0A, 0x00], StatusCode.InvalidArgument);
        await Refused([.. bytes, .. bytes], StatusCode.InvalidArgument);
        await Refused(bytes[..^3], StatusCode.InvalidArgument);
        await Refused(new byte[(1 << 20) + 1], StatusCode.ResourceExhausted);
        Assert.Empty(city.Store("transaction").ListNumbers(0, 10));

        async Task Refused(byte[] message, StatusCode code)
            => await Details.RefusedAsync(code, RawCall.UnaryAsync(invoker, Method, message, headers));
    }

    private static void Spoil(TransactionWriteRequest write, string fault)
    {
        var request = write.Acts[0].SignContract;
        switch (fault)
        {
            case "unit": request.Units[0].UnitCode = "441900004001GB00012F0001010"; break;
            case "virtual check digit": request.Sellers[0].DocumentNumber = "441900188001010017"; break;
            case "future birth": request.Sellers[0].DocumentNumber = "441900209901010013"; break;
            case "credit code": request.Buyers[0] = new() { DocumentType = 8, DocumentNumber = "91350100M000100Y4Z", Name = "示例公司" }; break;
            case "contract": request.ContractNumber = "441900B210500000_"; break;
            case "negative": request.Price.Value = "-1"; break;
            case "overflow": request.Price.Value = "99999999999999999999999"; break;
            case "no price": request.Price = null; break;
            case "unknown unit of money": request.Price.Unit = (AmountUnit)7; break;
            case "denominator 0": request.Units[0].Share = "1/0"; break;
            case "share above 1": request.Units[0].Share = "3/2"; break;
            case "share overflow": request.Units[0].Share = "1/99999999999999999999999999"; break;
            case "no such day": request.SigningDate = "2021-02-30"; break;
            case "future": request.SigningDate = "2199-01-01"; break;
            case "party index": request.Units[0].Sellers[0].Party = 9; break;
            case "unknown enum": request.Kind = (ContractKind)9; break;
            case "no enum": request.Kind = ContractKind.Unspecified; break;
            case "same unit twice": request.Units.Add(request.Units[0].Clone()); break;
            case "same party twice": request.Buyers.Add(request.Buyers[0].Clone()); break;
            case "document type": request.Sellers[0].DocumentType = 42; break;
            case "field name": request.Document.Fields[0].Name = "Größe"; break;
            case "empty field name": request.Document.Fields[0].Name = ""; break;
            case "control character in a field": request.Document.Fields[0].Value = "transfer\u0007"; break;
            case "name of nothing": request.Sellers[0].Name = " "; break;
            case "invisible character in a name": request.Buyers[0].Name = "薄\u200B乙"; break;
            case "file hash": request.Document.Files.Add(new AttachedFile { Name = "a.pdf", Sha256 = ByteString.CopyFrom(1, 2) }); break;
            case "long value": request.Document.Fields[0].Value = new string('x', 4097); break;
            case "no context": write.Context = null; break;
            case "short id": write.Context.Id = ByteString.CopyFrom(1); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown");
        }
    }
}
