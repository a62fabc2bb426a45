namespace Ledger.Contracts;

/// <summary>Dated tables in the form of profile 2.</summary>
internal static class TablesForm
{
    public const string Text =
        """
        ledger.v1.TablePublished: 1 kind ledger.v1.TableKind, 2 city string, 3 valid_from uint32, 4 source string, 5 rows ledger.v1.TableRows,
          6 city_file ledger.v1.CityFile
        ledger.v1.TablePage: 1 kind ledger.v1.TableKind, 2 city string, 3 valid_from uint32, 4 source string, 5 rows ledger.v1.TableRows,
          6 editions ledger.v1.TableEdition *
        ledger.v1.TableEdition: 1 valid_from uint32, 2 source string, 3 entry bytes
        ledger.v1.TableRows: 1 calendar ledger.v1.CalendarYear *, 2 deed_tax ledger.v1.DeedTaxRow *, 3 other_tax ledger.v1.OtherTaxRow *,
          4 exemptions ledger.v1.ExemptionRow *, 5 limits ledger.v1.LimitRow *, 6 codes ledger.v1.CodeRow *
        ledger.v1.CalendarYear: 1 year uint32, 2 off ledger.v1.DaySpan *366, 3 work uint32 *366
        ledger.v1.DaySpan: 1 from uint32, 2 through uint32
        ledger.v1.DeedTaxRow: 1 decides ledger.v1.RateDate, 2 from uint32, 3 until uint32, 4 threshold uint64, 5 only_upto uint32,
          6 only_above uint32, 7 second_upto uint32, 8 second_above uint32, 9 other uint32
        ledger.v1.OtherTaxRow: 1 tax ledger.v1.TaxKind, 2 taxpayer ledger.v1.TaxpayerScope, 3 use ledger.v1.UseScope,
          4 bases ledger.v1.BasisKind *500, 5 measure ledger.v1.TaxMeasure, 6 decides ledger.v1.RateDate, 7 from uint32, 8 until uint32,
          9 rate uint32, 10 urban bool, 11 gain_above uint32, 12 gain_upto uint32, 13 quick_deduction uint32
        ledger.v1.ExemptionRow: 1 code string, 2 tax ledger.v1.TaxKind, 3 sides ledger.v1.TaxSide *500, 4 bases ledger.v1.BasisKind *500,
          5 taxpayer ledger.v1.TaxpayerScope, 6 use ledger.v1.UseScope, 7 held_months uint32, 8 part uint32, 9 decides ledger.v1.RateDate,
          10 from uint32, 11 until uint32, 12 refund bool
        ledger.v1.LimitRow: 1 flow ledger.v1.FlowCode, 2 promise uint32, 3 limit uint32, 4 from uint32, 5 until uint32
        ledger.v1.CodeRow: 1 list string, 2 code string, 3 from uint32, 4 until uint32
        ledger.v1.TableKind = 0, 1, 2, 3, 4, 5, 6, 7
        ledger.v1.RateDate = 0, 1, 2
        ledger.v1.TaxpayerScope = 0, 1, 2, 3
        ledger.v1.UseScope = 0, 1, 2
        ledger.v1.TaxMeasure = 0, 1, 2, 3
        ledger.v1.BasisKind = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        """;
}
