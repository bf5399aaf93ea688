package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
    private static final Path FOLDER = Path.of("/data");

    @TempDir
    Path folder;

    @Test
    void a_disk_without_room_is_told_with_what_is_left_and_what_to_do() {
        assertThat(DiskRoom.lacking(FOLDER, DiskRoom.LEAST_BYTES - 1).orElseThrow())
                .contains("the disk of /data is full", "2047 KB are left", "what was done is kept");
        assertThat(DiskRoom.lacking(FOLDER, DiskRoom.LEAST_BYTES)).isEmpty();
        assertThat(DiskRoom.lacking(FOLDER, DiskRoom.LEAST_BYTES + 1)).isEmpty();
    }

    @Test
    void a_folder_that_is_yet_to_be_made_is_on_the_disk_of_the_one_above_it() {
        assertThat(DiskRoom.lackingIn(folder.resolve("not/yet/there"))).isEmpty();
    }
}
