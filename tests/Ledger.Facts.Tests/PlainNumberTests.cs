namespace Ledger.Facts.Tests;

public class PlainNumberTests
{
    [Theory]
    [InlineData("441900A21050000001")]
    [InlineData("320612A21110000681")]
    [InlineData("CL2020111200206")]
    [InlineData("LL2026B00000001")]
    public void Contract_and_filing_numbers_are_those_of_any_city(string number)
    {
        Expect.Valid<ContractNumber>(number);
        Expect.Valid<FilingNumber>(number);
    }

    [Theory]
    [InlineData("441900a21050000001", 7)]
    [InlineData("4419_0A21050000001", 5)]
    [InlineData("-41900A21050000001", 1)]
    [InlineData("441900A", 8)]
    [InlineData("441900A210500000010000000000000001", 33)]
    [InlineData("", 1)]
    public void Wrong_contract_numbers_name_the_position(string number, int position)
    {
        Expect.RefusedAt<ContractNumber>(number, position);
        Expect.RefusedAt<FilingNumber>(number, position);
    }

    [Theory]
    [InlineData("332096201100126357")]
    [InlineData("332095201100019511")]
    [InlineData("320180918000000039")]
    [InlineData("344196210500000001")]
    [InlineData("34419621050000000101")]
    public void Tickets_and_vouchers_have_18_or_20_digits(string number)
    {
        Expect.Valid<TicketNumber>(number);
        Expect.Valid<VoucherNumber>(number);
    }

    [Theory]
    [InlineData("34419621050000000", 18)]
    [InlineData("3441962105000000011", 20)]
    [InlineData("344196210500000001012", 21)]
    [InlineData("34419621050000000X", 18)]
    [InlineData("3441962105000000０1", 17)]
    [InlineData("3.4419621050000000e17", 2)]
    public void Wrong_ticket_numbers_name_the_position(string number, int position)
    {
        Expect.RefusedAt<TicketNumber>(number, position);
        Expect.RefusedAt<VoucherNumber>(number, position);
    }

    [Theory]
    [InlineData("202001090001")]
    [InlineData("W202011090009")]
    [InlineData("LL-2020-000912")]
    public void Acceptance_and_business_numbers_are_those_of_any_city(string number)
    {
        Expect.Valid<AcceptanceNumber>(number);
        Expect.Valid<BusinessNumber>(number);
    }

    [Theory]
    [InlineData("（2021）粤1971执保123号")]
    [InlineData("（2021）粤19执1号")]
    [InlineData("（2021）最高法执保1号")]
    [InlineData("（2021）粤1971执456号之一")]
    [InlineData("（2021）粤1971执456号之十二")]
    public void Court_document_numbers_are_valid(string number) => Expect.Valid<CourtDocumentNumber>(number);

    [Theory]
    [InlineData("(2021)粤1971执保123号", 1)]
    [InlineData("（2021）粤1971执保号", 14)]
    [InlineData("（2021）粤1971执保123", 17)]
    [InlineData("（2021）粤1971执保A123号", 14)]
    [InlineData("（2021）1号", 8)]
    [InlineData("（2021）一二三四五六七八九十一二三1号", 19)]
    [InlineData("（2021）粤1971执保123号附", 18)]
    [InlineData("（2021）粤1971执保123号之", 19)]
    [InlineData("（2021）粤1971执保123号之张", 19)]
    [InlineData("（2021）粤1971执保123号之一张", 20)]
    public void Wrong_court_document_numbers_name_the_position(string number, int position)
        => Expect.RefusedAt<CourtDocumentNumber>(number, position);

    [Fact]
    public void Court_brackets_are_widened_at_the_edge()
    {
        var number = Canonicalize.Parse<CourtDocumentNumber>("(2021) 粤1971执保123号");
        Assert.Equal("（2021）粤1971执保123号", number.ToString());
        Assert.Equal(2021, number.Year);
    }

    [Theory]
    [InlineData("（2021）粤1971执456号之一")]
    [InlineData("（2026）粤1971执保123-2号")]
    [InlineData("东公（经）查封字〔2026〕00012号")]
    [InlineData("莞税稽封〔2026〕12号")]
    [InlineData("黄关缉查字〔2026〕0003号之二")]
    [InlineData("粤东检刑冻〔2026〕第5号")]
    [InlineData("莞检刑诉〔2026〕Z12号")]
    [InlineData("莞监查封〔2026〕1号")]
    [InlineData("东公（长安）（刑）封字〔2026〕00000012号")]
    [InlineData("（2014）东一法执字第123-2号")]
    public void Numbers_of_every_organs_documents_are_valid(string number) => Expect.Valid<AuthorityDocumentNumber>(number);

    [Theory]
    [InlineData("〔2021〕粤1971执保1号", 1)] // the year of a case stands in （）
    [InlineData("（2026）粤1971执保123-号", 18)]
    [InlineData("东公查封字（2026）12号", 7)]
    [InlineData("东公查封字〔2026〕号", 12)]
    [InlineData("东公查封字〔2026〕12号附", 15)]
    [InlineData("An公〔2026〕1号", 1)]
    [InlineData("莞检刑诉〔2026〕ZA12号", 12)]
    [InlineData("莞税稽封〔2026〕123456789号", 19)]
    [InlineData("东公（一）（二）（三）封字〔2026〕1号", 9)]
    [InlineData("黄关缉查字〔26〕3号", 9)]
    [InlineData("莞监查封2026第1号", 5)]
    public void Wrong_numbers_of_organs_documents_name_the_position(string number, int position)
        => Expect.RefusedAt<AuthorityDocumentNumber>(number, position);

    [Theory]
    [InlineData("(2026) 粤1971执保123-2号", "（2026）粤1971执保123-2号")]
    [InlineData("〔2021〕粤1971执保1号", "（2021）粤1971执保1号")]
    [InlineData("东公(经)查封字[2026]00012号", "东公（经）查封字〔2026〕00012号")]
    [InlineData("莞税稽封（2026）12号", "莞税稽封〔2026〕12号")]
    [InlineData("莞税稽封﹝2026﹞12号", "莞税稽封〔2026〕12号")]
    [InlineData("（２０２６）粤１９７１执保１２３－２号", "（2026）粤1971执保123-2号")]
    [InlineData("(2026)粤1971执保123—2号", "（2026）粤1971执保123-2号")]
    [InlineData("(2021)粤1971执456号之1", "（2021）粤1971执456号之一")]
    [InlineData("(2021)粤1971执456之十二号", "（2021）粤1971执456号之十二")]
    [InlineData("(2021)粤1971执456号之19", "（2021）粤1971执456号之十九")]
    public void Brackets_of_organs_documents_have_one_spelling(string typed, string canonical)
        => Assert.Equal(canonical, Canonicalize.Parse<AuthorityDocumentNumber>(typed).ToString());

    [Theory]
    [InlineData("东公查封字2026第12号", "公安机关", "东公（经）查封字〔2026〕00012号")]
    [InlineData("粤东检刑冻〔2026〕第号", "检察院", "粤东检刑冻〔2026〕第5号")]
    [InlineData("莞监查封〔2026〕号", "监察委员会", "莞监查封〔2026〕1号")]
    [InlineData("莞纪函〔2026〕号", "监察委员会", "莞监查封〔2026〕1号")]
    [InlineData("莞税稽封〔2026〕", "税务机关", "莞税稽封〔2026〕12号")]
    [InlineData("黄关缉查字〔2026〕0003", "海关", "黄关缉查字〔2026〕0003号之二")]
    [InlineData("（2026）粤1971执保号", "法院", "（2026）粤1971执保123-2号")]
    public void A_wrong_number_is_told_what_its_organ_writes(string number, string organ, string example)
    {
        var error = Expect.Refused<AuthorityDocumentNumber>(number);
        Assert.Contains(organ, error.Chinese, StringComparison.Ordinal);
        Assert.Contains(example, error.Chinese, StringComparison.Ordinal);
        Assert.Contains(example, error.English, StringComparison.Ordinal);
        Expect.Valid<AuthorityDocumentNumber>(example);
    }

    [Fact]
    public void A_number_of_no_known_organ_is_told_its_position_alone()
        => Assert.DoesNotContain("文书写作", Expect.Refused<AuthorityDocumentNumber>("东府函〔2026〕号").Chinese, StringComparison.Ordinal);

    [Fact]
    public void Bank_tax_and_invoice_codes_are_of_fixed_length()
    {
        Expect.Valid<BankNumber>("102602000018");
        Expect.RefusedAt<BankNumber>("10260200001", 12);
        Expect.Valid<FinancialInstitutionCode>("C1020544190001");
        Expect.RefusedAt<FinancialInstitutionCode>("C102054419000", 14);
        Expect.RefusedAt<FinancialInstitutionCode>("C10205441900-1", 13);
        Expect.Valid<TaxOrganCode>("14419000000");
        Expect.RefusedAt<TaxOrganCode>("24419000000", 1);
        Expect.Valid<InvoiceNumber>("21442000000000000001");
        Expect.RefusedAt<InvoiceNumber>("2144200000000000000", 20);
    }

    [Theory]
    [InlineData("BANKA-2021-0001")]
    [InlineData("A123")]
    [InlineData("00--")]
    [InlineData("A1234567890123456789012345678901")]
    public void Mortgage_contract_numbers_are_valid(string number) => Expect.Valid<MortgageContractNumber>(number);

    [Theory]
    [InlineData("A12", 4)]
    [InlineData("-A123", 1)]
    [InlineData("a1234", 1)]
    [InlineData("A12_4", 4)]
    [InlineData("A1/34", 3)]
    [InlineData("A12345678901234567890123456789012", 33)]
    public void Wrong_mortgage_contract_numbers_name_the_position(string number, int position)
        => Expect.RefusedAt<MortgageContractNumber>(number, position);

    [Fact]
    public void Reason_codes_begin_with_a_letter()
    {
        Expect.Valid<ReasonCode>("OK");
        Expect.Valid<ReasonCode>("CASH-SALE_2");
        Expect.RefusedAt<ReasonCode>("O", 2);
        Expect.RefusedAt<ReasonCode>("2X", 1);
        Expect.RefusedAt<ReasonCode>("_X", 1);
        Expect.RefusedAt<ReasonCode>("OK ", 3);
        Expect.RefusedAt<ReasonCode>("A" + new string('B', 32), 33);
    }

    [Fact]
    public void Hong_Kong_and_Macao_permits_lose_the_reissue_suffix_as_holder()
    {
        Expect.Valid<HongKongMacaoPermit>("H12345678");
        Expect.Valid<HongKongMacaoPermit>("M1234567802");
        Assert.Equal("M12345678", HongKongMacaoPermit.Parse("M1234567802").Holder);
        Expect.RefusedAt<HongKongMacaoPermit>("T12345678", 1);
        Expect.RefusedAt<HongKongMacaoPermit>("H1234567", 9);
        Expect.RefusedAt<HongKongMacaoPermit>("H123456781", 11);
        Expect.RefusedAt<HongKongMacaoPermit>("H12345678123", 12);
    }

    // Beijing, Canada, born 1889.
    private static string Resident { get; } = "91112418890101001" + CitizenId.CheckCharacterOf("91112418890101001");

    [Fact]
    public void Taiwan_permits_and_residence_cards_are_checked()
    {
        Expect.Valid<TaiwanPermit>("12345678");
        Expect.RefusedAt<TaiwanPermit>("1234567", 8);
        Expect.RefusedAt<TaiwanPermit>("1234567A", 8);
        Expect.Valid<PermanentResidentCard>("FRA110101010101");
        Expect.RefusedAt<PermanentResidentCard>("FRA11010101010", 15);
        Expect.RefusedAt<PermanentResidentCard>("FR1110101010101", 3);
        Expect.Valid<PermanentResidentCard>(Resident);
        Expect.RefusedAt<PermanentResidentCard>(Resident[..17], 18);
        Expect.RefusedAt<PermanentResidentCard>(Resident[..17] + (Resident[17] == '0' ? '1' : '0'), 18);
        Expect.RefusedAt<PermanentResidentCard>("11010518491231002X", 1);
        Expect.RefusedAt<PermanentResidentCard>("911124188902290010", 7);
    }

    [Fact]
    public void Errors_show_unprintable_characters_by_code_point()
    {
        Assert.Equal("U+0000", Expect.Refused<TaiwanPermit>("1234567\0").Seen);
        Assert.Equal("U+3000", Expect.Refused<TaiwanPermit>("1234567　").Seen);
        Assert.Equal("😀", Expect.Refused<TaiwanPermit>("1234567😀").Seen);
        Assert.Equal("U+D83D", Expect.Refused<TaiwanPermit>("1234567\uD83D").Seen);
    }

    [Fact]
    public void Parse_throws_with_the_error()
    {
        var exception = Assert.Throws<FactFormatException>(() => TicketNumber.Parse("1"));
        Assert.Equal(2, exception.Error.Position);
        Assert.Contains("电子税票号码第2位缺失，应为数字0-9", exception.Message, StringComparison.Ordinal);
        Assert.Contains("tax ticket number, position 2: nothing there, expected a digit 0-9", exception.Message, StringComparison.Ordinal);
    }
}
