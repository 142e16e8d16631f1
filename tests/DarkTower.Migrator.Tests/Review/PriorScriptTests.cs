using DarkTower.Migrator.Review;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>Earlier scripts are read as psql reads them, since dumps are written for it.</summary>
public sealed class PriorScriptTests
{
    [Fact]
    public void Rows_of_a_copy_belong_to_it_whatever_is_in_them()
    {
        var steps = PriorScript.Read("SELECT 1;\n\nCOPY public.a (x) FROM stdin;\none; two'\n\\N\n\\.\n\nSELECT 2;\n");

        Assert.Equal(
            [new(1, "SELECT 1", null), new(3, "COPY public.a (x) FROM stdin", "one; two'\n\\N\n"), new(8, "SELECT 2", null)],
            steps);
    }

    [Fact]
    public void A_copy_of_an_empty_table_has_no_rows()
    {
        var steps = PriorScript.Read("COPY a FROM stdin;\n\\.\nCOPY b FROM stdin;\n1\n\\.\n");

        Assert.Equal(["", "1\n"], steps.Select(step => step.Rows));
    }

    [Fact]
    public void Commands_of_psql_are_passed_over_and_lines_keep_their_numbers()
    {
        var steps = PriorScript.Read("\\restrict abc\r\nSELECT 1;\r\n\\unrestrict abc\r\nSELECT 2;\r\n");

        Assert.Equal([new(2, "SELECT 1", null), new(4, "SELECT 2", null)], steps);
    }

    [Fact]
    public void A_command_that_would_change_what_is_there_is_left_for_the_server_to_refuse() =>
        Assert.Equal(["\\i more.sql"], PriorScript.Read("\\i more.sql\n;").Select(step => step.Sql));
}
